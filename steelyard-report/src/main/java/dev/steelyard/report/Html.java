package dev.steelyard.report;

/// A piece of finished HTML. Text only becomes HTML through [#text], so a string that was not escaped cannot reach a
/// page by mistake.
record Html(String markup) {
    static final Html NONE = new Html("");

    /// Text as text: nothing in it is markup, and nothing in it is obeyed.
    static Html text(String text) {
        return new Html(Visible.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;"));
    }

    /// @param name written by us, never by a user
    static Html element(String name, Html... content) {
        return tagged(name, "", content);
    }

    static Html withClass(String name, String cssClass, Html... content) {
        return tagged(name, " class=\"" + cssClass + "\"", content);
    }

    /// @param path relative, of names that are safe in a URL
    static Html link(String path, Html content) {
        return tagged("a", " href=\"" + text(path).markup() + "\"", content);
    }

    /// A box that scrolls on its own, by keyboard too.
    static Html scrolling(Html content) {
        return tagged("div", " class=\"scroll\" tabindex=\"0\"", content);
    }

    private static Html tagged(String name, String attributes, Html... content) {
        return new Html("<" + name + attributes + ">" + joined(content).markup() + "</" + name + ">");
    }

    static Html joined(Html... pieces) {
        var markup = new StringBuilder();
        for (Html piece : pieces) {
            markup.append(piece.markup());
        }
        return new Html(markup.toString());
    }

    Html plus(Html other) {
        return joined(this, other);
    }
}
