/// The measurements of a pooled run and what they say: per arm a description, per condition its paired ratio to the
/// baseline, and everything a reader must know beside the numbers. Values only; nothing here renders.
@NullMarked
package dev.steelyard.report.analysis;

import org.jspecify.annotations.NullMarked;
