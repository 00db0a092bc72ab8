/**
 * Charts that look alike: a {@link io.intona.lab.chart.Look} has the fonts, colours and axes of all of them, a
 * {@link io.intona.lab.chart.ColorMap} the colours of maps, and a {@link io.intona.lab.chart.Figure} is a chart with a name
 * and a size that becomes SVG and PNG. Knows nothing of what is drawn.
 */
package io.intona.lab.chart;
