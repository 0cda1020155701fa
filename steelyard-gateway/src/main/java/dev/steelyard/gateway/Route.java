package dev.steelyard.gateway;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request's address: `/cell/DOOR/PATH?QUERY`. Some clients put the API's version into their base URL and some add
/// it themselves, so a leading `v1/`, `v1beta/` or `v1beta1/` is not part of the path.
///
/// @param door empty if the address is not below a door
/// @param query may hold the key: not to be logged
record Route(String door, String path, String query) {
    private static final String PREFIX = "/cell/";
    private static final Pattern ADDRESS =
            Pattern.compile(PREFIX + "([^/?]+)/*(?:v1(?:beta1?)?(?:/+|$|(?=\\?)))?([^?]*)(?:\\?(.*))?");

    static Route of(String uri) {
        Matcher address = ADDRESS.matcher(uri);
        return address.matches()
                ? new Route(
                        address.group(1),
                        address.group(2),
                        Optional.ofNullable(address.group(3)).orElse(""))
                : new Route("", uri.replaceFirst("\\?.*", ""), "");
    }

    static String to(String door) {
        return PREFIX + door;
    }

    /// As it was sent, without decoding; empty if it is not there.
    String parameter(String name) {
        return Arrays.stream(query.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    /// For what no log may hold.
    @Override
    public String toString() {
        return door + "/" + path;
    }
}
