package io.intona.app.cli;

import io.intona.feature.FeatureSpec;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From the words after an option to what they mean, or a sentence. */
final class Converters {
    private Converters() {}

    /** {@code mfcc34}. */
    static final class Features implements ITypeConverter<FeatureSpec> {
        @Override
        public FeatureSpec convert(String word) {
            try {
                return FeatureSpec.parse(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
