/**
 * The web service. {@code WebServer} starts and stops it and lists the routes; {@code RecognizeRoute} takes a recording
 * through {@code Places} (what requests may hold), {@code Body} and {@code Form} (its bytes) and {@code Workers} (who
 * computes) to {@code Hearing} (what is said of it); {@code StreamRoute} and {@code StreamSocket} take live sound to
 * {@code LiveHearing}, and {@code Watch} and {@code Overdue} end what lasts too long. {@code Practice} makes both fast before the first client
 * comes. {@code Access} tells who may ask, {@code Limits} how much, {@code Problem} and {@code Problems} what went wrong,
 * and {@code Leftover} lets who is refused read why.
 */
package io.intona.app.web;
