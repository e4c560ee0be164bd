package io.mingle.http.internal.remote;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/**
 * Which addresses are those of the public network: what IANA's registries of special-purpose
 * addresses (RFC 6890) do not take out of it. A cloud's service of metadata is none either.
 */
final class PublicAddress {

    private static final Block GLOBAL_IPV6 = Block.of("2000::/3");

    private static final Block[] SPECIAL =
            Stream.of(
                            "0.0.0.0/8",
                            "10.0.0.0/8",
                            "100.64.0.0/10",
                            "127.0.0.0/8",
                            // With the metadata of most clouds.
                            "169.254.0.0/16",
                            // Those of Azure, though the block is a public one.
                            "168.63.129.16/32",
                            "172.16.0.0/12",
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.88.99.0/24",
                            "192.168.0.0/16",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            // Multicast, what is reserved, and broadcast.
                            "224.0.0.0/3",
                            // Protocols, among them Teredo, which has an address of IPv4 in it.
                            "2001::/23",
                            "2001:db8::/32",
                            // 6to4, which has an address of IPv4 in it, too.
                            "2002::/16",
                            "3fff::/20")
                    .map(Block::of)
                    .toArray(Block[]::new);

    private PublicAddress() {}

    /** Tells whether an address is one; IPv4 in IPv6 has become IPv4 before. */
    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return (bytes.length == 4 || GLOBAL_IPV6.has(bytes))
                && Stream.of(SPECIAL).noneMatch(it -> it.has(bytes));
    }

    /** Addresses that begin with the same bits. */
    private record Block(byte[] begin, int bits) {

        static Block of(String text) {
            String[] parts = text.split("/");
            try {
                // A literal: nobody is asked.
                return new Block(
                        InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean has(byte[] address) {
            if (address.length != begin.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if (((address[bit / 8] ^ begin[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
