package network.lumora.systemtests.bed;

import java.io.IOException;

/** A pair of virtual Ethernet interfaces between two namespaces, without offloads. */
record Cable(Namespace near, String nearDevice, Namespace far, String farDevice) {
  static Cable lay(Namespace near, String nearDevice, Namespace far, String farDevice)
      throws IOException {
    var _ =
        near.ip(
            "link",
            "add",
            nearDevice,
            "type",
            "veth",
            "peer",
            "name",
            farDevice,
            "netns",
            far.name());
    plain(near, nearDevice);
    plain(far, farDevice);
    return new Cable(near, nearDevice, far, farDevice);
  }

  /** A segment of 64 KB would count as one packet in a queue that is to hold a line's few. */
  private static void plain(Namespace place, String device) throws IOException {
    var _ = place.must("ethtool", "-K", device, "tso", "off", "gso", "off", "gro", "off");
  }

  void address(String nearAddress, String farAddress) throws IOException {
    up(near, nearDevice, nearAddress);
    up(far, farDevice, farAddress);
  }

  static void up(Namespace place, String device, String address) throws IOException {
    var _ = place.ip("addr", "add", address + "/30", "dev", device);
    var _ = place.ip("link", "set", device, "up");
  }
}
