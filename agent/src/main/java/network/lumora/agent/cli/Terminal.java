package network.lumora.agent.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;

/** Where a person reads and types. */
public record Terminal(BufferedReader in, PrintWriter out, PrintWriter err) {}
