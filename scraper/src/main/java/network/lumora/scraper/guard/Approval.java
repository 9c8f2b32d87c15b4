package network.lumora.scraper.guard;

/** Whether the addresses of an admitted destination may be dialled. */
public sealed interface Approval permits Approved, Denied {}
