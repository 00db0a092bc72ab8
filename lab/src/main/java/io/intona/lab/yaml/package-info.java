/** YAML files that people write, as {@link io.intona.lab.yaml.Yaml} values; what is wrong is told with its line. */
package io.intona.lab.yaml;
