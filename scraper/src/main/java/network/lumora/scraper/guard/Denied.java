package network.lumora.scraper.guard;

import network.lumora.scraper.page.Refusal;

/** The guard says no. The detail names a host at most. */
public record Denied(Refusal code, String detail) implements Admission, Approval {}
