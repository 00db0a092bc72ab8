package io.intona.app.cli;

import io.intona.app.cli.AudioFiles.Found;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The recordings below a folder, which may be a link to one; links to folders in it are not followed, and what begins with
 * a dot is not looked at. A folder that cannot be read does not stop the walk.
 */
final class FolderWalk extends SimpleFileVisitor<Path> {
    private static final Set<String> ENDINGS = Set.of("wav", "wave", "flac", "mp3", "ogg", "oga");
    private static final List<String> EVERYTHING = List.of("**");

    /** What may fit a slash, so that a part of the pattern says nothing about a folder. */
    private static final Pattern FITS_SLASHES = Pattern.compile("\\*\\*|[{\\\\]");

    private final Path folder;
    private final List<String> glob;
    private final PathMatcher matcher;
    private final List<Found> found = new ArrayList<>();

    private FolderWalk(Path folder, List<String> glob) {
        this.folder = folder;
        this.glob = glob;
        this.matcher = matcher(glob);
    }

    /** All recordings and the folders that cannot be read, in the order of their names. */
    static List<Found> below(Path folder) throws IOException {
        return below(folder, EVERYTHING);
    }

    /**
     * Those that fit a pattern.
     *
     * @param glob of the path below the folder, name by name
     * @throws java.util.regex.PatternSyntaxException if it is none
     */
    static List<Found> below(Path folder, List<String> glob) throws IOException {
        FolderWalk walk = new FolderWalk(folder, glob);
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        walk.found.sort(Comparator.comparing(Found::file));
        return walk.found;
    }

    private PathMatcher matcher(List<String> names) {
        return folder.getFileSystem().getPathMatcher("glob:" + String.join("/", names));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
        return isEntered(inner) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        Path within = folder.relativize(file);
        if (attributes.isRegularFile() && isRecording(within.getFileName()) && matcher.matches(within)) {
            found.add(Found.recording(file, within));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path inner, IOException failure) {
        if (isEntered(inner)) {
            found.add(Found.nothing(inner, failure));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path inner, IOException failure) {
        return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(inner, failure);
    }

    private boolean isEntered(Path inner) {
        Path within = folder.relativize(inner);
        return inner.equals(folder)
                || !Files.isSymbolicLink(inner) && !isHidden(within.getFileName()) && mayHold(within);
    }

    /** Whether what is in a folder may fit the pattern. */
    private boolean mayHold(Path within) {
        int depth = within.getNameCount();
        return FITS_SLASHES.matcher(String.join("/", glob)).find()
                || depth < glob.size() && matcher(glob.subList(0, depth)).matches(within);
    }

    private static boolean isHidden(Path name) {
        return name.toString().startsWith(".");
    }

    private static boolean isRecording(Path fileName) {
        String name = fileName.toString();
        return !isHidden(fileName)
                && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
