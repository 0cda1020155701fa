/// From records to an answer: the measurements of a run, compared between conditions, and the renderers that show
/// them in a terminal, a page or a file. Runs on a run folder's files alone.
@NullMarked
package dev.steelyard.report;

import org.jspecify.annotations.NullMarked;
