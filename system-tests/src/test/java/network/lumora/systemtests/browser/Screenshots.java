package network.lumora.systemtests.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Pictures of every screen with a real agent's numbers, for the documentation. */
record Screenshots(Path folder) {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;
  private static final int POPUP_WIDTH = 320;

  void take(PairedBrowser paired) throws IOException {
    var screen = paired.screen();
    screen.prefer("en", "LIGHT");
    Files.createDirectories(folder);
    for (var path : paired.extension().screens()) {
      screen.page().size(path.startsWith("popup") ? POPUP_WIDTH : WIDTH, HEIGHT);
      screen.show(path);
      prepare(screen.page(), path);
      write(screen.page().screenshot(), folder.resolve(name(path) + ".png"));
    }
  }

  private static void prepare(Page page, String path) throws IOException {
    if (path.contains("earnings")) {
      page.click(Element.button("Verify all"));
      page.awaitText("genuine");
    }
    page.run("document.documentElement.style.scrollbarWidth = 'none'; window.scrollTo(0, 0);");
    if (path.startsWith("popup")) {
      page.size(
          POPUP_WIDTH, page.evaluate("document.querySelector('main').offsetHeight").getAsInt());
    }
  }

  /** Browsers compress in haste; this takes longer and needs two thirds of the room. */
  private static void write(byte[] png, Path file) throws IOException {
    var read = ImageIO.read(new ByteArrayInputStream(png));
    var opaque = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < read.getHeight(); y++) {
      for (int x = 0; x < read.getWidth(); x++) {
        opaque.setRGB(x, y, calm(read.getRGB(x, y)));
      }
    }
    var writer = ImageIO.getImageWritersByFormatName("png").next();
    var how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(0);
    Files.deleteIfExists(file);
    try (var out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(opaque, null, null), how);
    } finally {
      writer.dispose();
    }
  }

  /** Without the two lowest bits, which in a gradient are noise; white stays white. */
  private static int calm(int colour) {
    int low = 0x030303;
    return (colour & ~low) | ((colour & 0xfcfcfc) == 0xfcfcfc ? low : 0);
  }

  /** The folder that the page is in. */
  private static String name(String path) {
    var folder = path.substring(0, path.lastIndexOf('/'));
    return folder.substring(folder.lastIndexOf('/') + 1);
  }
}
