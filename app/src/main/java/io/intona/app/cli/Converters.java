package io.intona.app.cli;

import io.intona.feature.FeatureSpec;
import io.intona.feature.FeatureSpec.TopDb;
import io.intona.kernel.Kernels;
import io.intona.lab.train.Protocol;
import io.intona.lab.train.Schedule;
import io.intona.lab.train.TrainingSettings;
import io.intona.lab.tune.Judge;
import io.intona.lab.tune.Sampling;
import io.intona.lab.tune.Stamp;
import io.intona.lab.tune.TpeProfile;
import io.intona.nn.Initialization;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From the words after an option to what they mean; the sentence for words that mean nothing is the library's own. */
final class Converters {
    private Converters() {}

    private static <T> T convert(String word, Function<String, T> parse) {
        try {
            return parse.apply(word);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** A file or folder; an empty word is none, though Java takes it for the current folder. */
    static Path path(String word) {
        if (word.isEmpty()) {
            throw new TypeConversionException("expected a file or folder but the word is empty");
        }
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + word.replace('\0', '?') + "' can name no file here ("
                    + e.getReason() + "); if it has other letters than English ones, set LC_ALL=C.UTF-8");
        }
    }

    /** {@code mfcc34}. */
    static final class Features implements ITypeConverter<FeatureSpec> {
        @Override
        public FeatureSpec convert(String word) {
            return Converters.convert(word, FeatureSpec::parse);
        }
    }

    /** {@code clip} or {@code off}. */
    static final class TopDbWord implements ITypeConverter<TopDb> {
        @Override
        public TopDb convert(String word) {
            return switch (word) {
                case "clip" -> TopDb.CLIP;
                case "off" -> TopDb.OFF;
                default -> throw new TypeConversionException("expected clip or off but was '" + word + "'");
            };
        }
    }

    /** {@code auto}, {@code scalar} or {@code simd}. */
    static final class KernelsWord implements ITypeConverter<Kernels> {
        @Override
        public Kernels convert(String word) {
            return Converters.convert(word, Kernels::of);
        }
    }

    /** {@code restarts} or {@code cycles}. */
    static final class ScheduleWord implements ITypeConverter<Schedule> {
        @Override
        public Schedule convert(String word) {
            return Converters.convert(word, Schedule::parse);
        }
    }

    /** {@code orthogonal} or {@code paper}. */
    static final class InitializationWord implements ITypeConverter<Initialization> {
        @Override
        public Initialization convert(String word) {
            return Converters.convert(word, TrainingSettings::parseInitialization);
        }
    }

    /** {@code strict}, {@code published} or {@code adapted}. */
    static final class ProtocolName implements ITypeConverter<Protocol> {
        @Override
        public Protocol convert(String word) {
            return Converters.convert(word, Protocol::named);
        }
    }

    /** {@code inner} or {@code cycles}. */
    static final class JudgeWord implements ITypeConverter<Judge> {
        @Override
        public Judge convert(String word) {
            return Converters.convert(word, Judge::parse);
        }
    }

    /** {@code o3.1} or {@code o4.9}. */
    static final class ProfileWord implements ITypeConverter<TpeProfile> {
        @Override
        public TpeProfile convert(String word) {
            return Converters.convert(word, TpeProfile::parse);
        }
    }

    /** {@code tpe} or {@code random}. */
    static final class SamplerWord implements ITypeConverter<Sampling.Kind> {
        @Override
        public Sampling.Kind convert(String word) {
            return Converters.convert(word, Sampling.Kind::parse);
        }
    }

    /** {@code none}, {@code median} or {@code percentile}. */
    static final class PrunerWord implements ITypeConverter<Sampling.Pruning> {
        @Override
        public Sampling.Pruning convert(String word) {
            return Converters.convert(word, Sampling.Pruning::parse);
        }
    }

    /** {@code v3.0.0.d} or {@code v3.2.0.a}. */
    static final class StampWord implements ITypeConverter<Stamp> {
        @Override
        public Stamp convert(String word) {
            return Converters.convert(word, Stamp::parse);
        }
    }

    /** A whole number from 1. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String word) {
            int count;
            try {
                count = Integer.parseInt(word);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("expected a whole number but was '" + word + "'");
            }
            if (count < 1) {
                throw new TypeConversionException("expected 1 or more but was " + count);
            }
            return count;
        }
    }
}
