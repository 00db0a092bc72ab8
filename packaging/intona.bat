@echo off
rem The intona command of an installation on Windows: what launch.sh does elsewhere, but without an archive of classes, and always
rem without vectors in classify.
rem
rem   INTONA_JAVA_OPTS   further options for the JVM
setlocal EnableExtensions DisableDelayedExpansion
set "lib=%~dp0..\lib"
if defined JAVA_HOME set "PATH=%JAVA_HOME%\bin;%PATH%"

set "version="
for /f "tokens=3" %%v in ('java -version 2^>^&1 ^| findstr /c:" version "') do if not defined version set "version=%%~v"
if not defined version (
  echo intona: needs Java 17 or newer and found none; install one, for example from adoptium.net, or set JAVA_HOME 1>&2
  exit /b 1
)
for /f "delims=.-+" %%m in ("%version%") do set "major=%%m"
if %major% LSS 17 (
  echo intona: needs Java 17 or newer and found version %version%; install one, for example from adoptium.net, or set JAVA_HOME 1>&2
  exit /b 1
)

set "revision=unknown"
for /f "usebackq delims=" %%r in ("%lib%\revision") do set "revision=%%r"

rem The first word that is no option; one may stand before it.
set "verb=%~1"
if "%verb:~0,1%"=="-" set "verb=%~2"

rem Two garbage collectors would stop the JVM: whoever names one in these variables has chosen.
set "collector=-XX:+UseSerialGC"
if /i "%verb%"=="serve" set "collector=-XX:+UseParallelGC"
for %%n in (INTONA_JAVA_OPTS JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS) do set | findstr /i /r /c:"^%%n=.*-XX:+Use[A-Z0-9][A-Z0-9]*GC\>" >nul && set "collector="

rem Verbs that compute for long get the vector module, which the JVM announces on stderr, and so does the doctor, to tell of the same
rem kernels; the others start fast.
set "options=-XX:TieredStopAtLevel=1"
for %%v in (quickstart train evaluate tune robustness experiment listen serve doctor) do if /i "%verb%"=="%%v" set "options=--add-modules jdk.incubator.vector"

java %collector% -Xshare:auto -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED %options% %INTONA_JAVA_OPTS% ^
  "-Dintona.revision=%revision%" -Dintona.command=intona -cp "%lib%\*" io.intona.app.cli.Main %*
exit /b %ERRORLEVEL%
