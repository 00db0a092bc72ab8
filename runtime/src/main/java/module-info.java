/** Speech emotion recognition: audio in, emotion out. */
module io.intona {
    requires static jdk.incubator.vector; // where it is missing, the scalar kernels do the work
    requires static jdk.management; // tells whether the machine fuses multiply and add

    exports io.intona;
    exports io.intona.audio;
    exports io.intona.feature;
    exports io.intona.kernel;
    exports io.intona.model;
    exports io.intona.nn;
    exports io.intona.random;

    uses io.intona.audio.AudioReader;
    uses io.intona.model.ModelProvider;

    provides io.intona.audio.AudioReader with
            io.intona.audio.WavReader;
}
