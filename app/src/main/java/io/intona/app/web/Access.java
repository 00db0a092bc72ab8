package io.intona.app.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask. Three things are looked at:
 *
 * <ul>
 *   <li>the header Host, where the service is bound to this machine: a page of another site whose name was made to point
 *       here (DNS rebinding) names another host;
 *   <li>the header Origin, which browsers send: pages of other sites get nothing;
 *   <li>the token, if there is one. Browsers cannot give a socket the header Authorization, so a socket may offer it as
 *       sub-protocol {@code bearer.} and its base64url instead.
 * </ul>
 */
final class Access {
    private static final String BEARER = "Bearer ";
    private static final String BEARER_PROTOCOL = "bearer.";

    private final Optional<byte[]> tokenHash;
    private final boolean isLocal;
    private final Set<String> hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    private final Set<String> publicNames = new HashSet<>();

    Access(Settings settings) {
        this.tokenHash = settings.token().map(Access::hash);
        this.isLocal = isLocal(settings.host());
        settings.publicNames().forEach(name -> publicNames.add(name.toLowerCase(Locale.ROOT)));
        hosts.addAll(publicNames);
        hosts.add(settings.host().toLowerCase(Locale.ROOT));
    }

    /** Whether only this machine reaches a host. */
    static boolean isLocal(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Looks at Host and Origin, of every request. */
    void checkSite(Context context) {
        String host = context.header("Host");
        if (isLocal && host != null && !hosts.contains(withoutPort(host))) {
            throw new Problem(
                    Reason.FOREIGN_HOST,
                    "the header Host names another host than this one; behind a proxy start with --public-name");
        }
        String origin = context.header("Origin");
        if (origin != null && !isOwn(origin, host)) {
            throw new Problem(
                    Reason.FOREIGN_ORIGIN,
                    "the request comes from a page of another site; behind a proxy start with --public-name");
        }
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
    }

    private boolean isOwn(String origin, String host) {
        String authority;
        try {
            authority = URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException e) {
            return false;
        }
        return authority != null && (authority.equalsIgnoreCase(host) || publicNames.contains(withoutPort(authority)));
    }

    /** The same for those who know the token. */
    Handler guarded(Handler handler) {
        return context -> {
            checkToken(context);
            handler.handle(context);
        };
    }

    /** Looks at the token. */
    void checkToken(Context context) {
        if (tokenHash.isPresent() && !given(context).filter(this::isToken).isPresent()) {
            throw new Problem(
                    Reason.NO_TOKEN, "the token is missing or wrong, expected the header Authorization: Bearer TOKEN");
        }
    }

    private boolean isToken(String given) {
        return MessageDigest.isEqual(hash(given), tokenHash.orElseThrow());
    }

    private static Optional<String> given(Context context) {
        String header = context.header("Authorization");
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(header.substring(BEARER.length()).trim());
        }
        String protocols = context.header("Sec-WebSocket-Protocol");
        return protocols == null
                ? Optional.empty()
                : Arrays.stream(protocols.split(","))
                        .map(String::trim)
                        .filter(protocol -> protocol.startsWith(BEARER_PROTOCOL))
                        .findFirst()
                        .flatMap(protocol -> decoded(protocol.substring(BEARER_PROTOCOL.length())));
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Hashes have one length, so comparing them tells nothing of the token's. */
    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
