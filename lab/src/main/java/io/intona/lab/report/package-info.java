/**
 * From records to what people read: {@link io.intona.lab.report.Report} sorts records into groups of the same conditions,
 * which are never mixed, and writes tables, figures and one page of HTML. All of it is a function of the records; the
 * statistics come from {@link io.intona.lab.stats}, the look of figures from {@link io.intona.lab.chart}.
 * {@link io.intona.lab.report.ClipFigures} draws what one model hears in one recording.
 */
package io.intona.lab.report;
