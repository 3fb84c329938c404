package dev.overt.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Prints as many ports as it is told that nothing listens on, a line each. */
final class FreePorts {
    private FreePorts() {}

    public static void main(String[] arguments) throws IOException {
        ServerSocket[] sockets = new ServerSocket[Integer.parseInt(arguments[0])];
        for (int i = 0; i < sockets.length; i++) {
            sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }
        for (ServerSocket socket : sockets) {
            System.out.println(socket.getLocalPort());
            socket.close();
        }
    }
}
