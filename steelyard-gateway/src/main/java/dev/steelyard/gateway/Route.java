package dev.steelyard.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request's address: `/cell/DOOR/PATH`. Some clients put the API's version into their base URL and some add it
/// themselves, so a leading `v1/` is not part of the path.
///
/// @param door empty if the address is not below a door
record Route(String door, String path) {
    private static final String PREFIX = "/cell/";
    private static final Pattern ADDRESS =
            Pattern.compile(PREFIX + "([^/?]+)/*(?:v1(?:/+|$|(?=\\?)))?([^?]*)(?:\\?.*)?");

    static Route of(String uri) {
        Matcher address = ADDRESS.matcher(uri);
        return address.matches() ? new Route(address.group(1), address.group(2)) : new Route("", uri);
    }

    static String to(String door) {
        return PREFIX + door;
    }
}
