#!/bin/sh
# Makes the MP3 and Ogg files of this folder from voice.wav again, and what other decoders make of them; needs ffmpeg and
# sox. FFmpeg 5.1 cuts the start, not the end, of an Ogg file with one page of sound, so libvorbis, by sox, decodes those.
set -e
cd "$(dirname "$0")"
run() { ffmpeg -v error -y -bitexact "$@"; }
run -i voice.wav -c:a libmp3lame -b:a 48k voice.mp3
run -i voice.wav -c:a libmp3lame -q:a 5 -id3v2_version 3 -write_id3v1 1 -metadata title=voice voice-vbr.mp3
run -i voice.wav -c:a libvorbis -q:a 3 voice.ogg
run -i voice.wav -af "pan=stereo|c0=c0|c1=0.5*c0,aecho=0.8:0.7:7:0.3" -t 0.4 -c:a libvorbis -q:a 1 voice-stereo.ogg
for file in voice.mp3 voice-vbr.mp3; do run -i $file -c:a pcm_s16le "$file.wav"; done
for file in voice.ogg voice-stereo.ogg; do sox -D $file "$file.wav"; done
