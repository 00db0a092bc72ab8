/** Speech emotion recognition: audio in, emotion out. */
module io.intona {
    exports io.intona;
    exports io.intona.audio;
    exports io.intona.feature;
    exports io.intona.kernel;
    exports io.intona.model;
    exports io.intona.nn;
    exports io.intona.random;

    uses io.intona.audio.AudioReader;

    provides io.intona.audio.AudioReader with
            io.intona.audio.WavReader;
}
