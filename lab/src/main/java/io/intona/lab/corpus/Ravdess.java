package io.intona.lab.corpus;

import io.intona.lab.corpus.Problem.Kind;
import java.io.IOException;
import java.nio.file.Path;

/**
 * RAVDESS's speech recordings by their names, in folders {@code Actor_01} … {@code Actor_24} or in one. What is not by the
 * rules is reported and left out; songs and films are counted and left out.
 */
final class Ravdess {
    private static final int CLIPS_OF_AN_ACTOR = 60;

    private Ravdess() {}

    static Corpus open(Path root) throws IOException {
        AudioFolder folder = new AudioFolder(root);
        Listing listing = new Listing();
        for (Path file : folder.files(listing)) {
            add(listing, folder, file);
        }
        if (listing.isEmpty()) {
            throw new CorpusException("folder " + folder.name()
                    + " has no speech recordings of RAVDESS, expected such as Actor_12/03-01-05-02-01-01-12.wav");
        }
        return listing.corpus("ravdess", reportMissing(listing), Corpus.RAVDESS_LABELS);
    }

    private static void add(Listing listing, AudioFolder folder, Path file) {
        String place = folder.relative(file);
        try {
            RavdessName name = RavdessName.of(file);
            if (name.modality() != RavdessName.SOUND) {
                listing.leaveOut("film");
                return;
            }
            if (name.channel() != RavdessName.SPEECH) {
                listing.leaveOut("song");
                return;
            }
            listing.add(name.utterance(AudioFolder.source(file)), place);
        } catch (MisnamedException e) {
            listing.report(e.problem(place));
        }
    }

    /** Whether all actors are there. */
    private static boolean reportMissing(Listing listing) {
        int present = 0;
        for (int actor = 1; actor <= RavdessName.ACTORS; actor++) {
            String speaker = RavdessName.two(actor);
            int clips = listing.clips(speaker);
            if (clips > 0) {
                present++;
            }
            if (clips != CLIPS_OF_AN_ACTOR) {
                listing.report(Kind.INCOMPLETE, "actor " + speaker, clips + " clips, expected " + CLIPS_OF_AN_ACTOR);
            }
        }
        boolean all = present == RavdessName.ACTORS;
        if (!all) {
            listing.report(
                    Kind.INCOMPLETE,
                    "folds",
                    present + " of " + RavdessName.ACTORS
                            + " actors, so folds are made for those there are, not the fixed ones");
        }
        return all;
    }
}
