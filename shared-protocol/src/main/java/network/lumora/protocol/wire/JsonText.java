package network.lumora.protocol.wire;

/**
 * JSON that is passed on as it is, character by character.
 *
 * <p>What is no JSON, say because it was damaged on a disk, is written as a string, so that the
 * document around it stays whole.
 */
public record JsonText(String text) {}
