package io.mingle.device.adb.internal;

import dadb.AdbStream;
import dadb.Dadb;
import dadb.adbserver.AdbServer;
import java.io.IOException;
import java.net.InetAddress;

/** The adb server of this machine, which leads to devices by their serials. */
final class ServerLink implements AdbLink {

    private final Dadb dadb;

    private ServerLink(Dadb dadb) {
        this.dadb = dadb;
    }

    /**
     * Asks the server for a device. By its address, and not by the name "localhost": dadb would
     * start the program adb then.
     *
     * @param serial of the device; empty for the only one
     */
    static ServerLink open(int port, String serial) throws IOException {
        String query = serial.isEmpty() ? "host:transport-any" : "host:transport:" + serial;
        return new ServerLink(
                AdbServer.createDadb(
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 1}).getHostAddress(),
                        port,
                        query,
                        CONNECT_MILLIS,
                        SILENCE_MILLIS));
    }

    @Override
    public AdbStream open(String service) throws IOException {
        return dadb.open(service);
    }

    @Override
    public boolean has(String feature) {
        return dadb.supportsFeature(feature);
    }

    @Override
    public void close() {
        try {
            dadb.close();
        } catch (Exception e) {
            // Each stream has a connection of its own; there is nothing else to close.
        }
    }
}
