package io.intona.lab.tune;

import java.util.List;
import java.util.Optional;

/** What trials a study is to have. */
interface Agenda {
    /** Whether the study has all of them. */
    boolean isDone(List<Trial> trials);

    /**
     * The trial to begin next; nothing if all are done or under way.
     *
     * @param trials of the study, by number
     * @param alive how many of them somebody is at
     */
    Optional<Proposal> next(List<Trial> trials, int alive);
}
