package dev.steelyard.stats;

/// How an estimate was made: the identifier that goes into files, and the words that go beside a number.
public enum Method {
    PAIRED_LOG_T("geometric mean of the units' paired ratios; Student t over units"),
    POOLED_LOG_T("equal-weight mean over strata of the log ratios; Student t over units"),
    BOOTSTRAP_PERCENTILE("percentile bootstrap"),
    WILSON("Wilson score interval"),
    CLUSTER_WILSON("Wilson score interval at the effective sample size of the units"),
    CLUSTER_NEWCOMBE("difference of success shares; Newcombe interval at the effective sample size of the units");

    private final String words;

    Method(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
