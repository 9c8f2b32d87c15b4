package network.lumora.scraper.guard;

/** Whether a URL may be asked for at all, before its name is looked up. */
public sealed interface Admission permits Admitted, Denied {}
