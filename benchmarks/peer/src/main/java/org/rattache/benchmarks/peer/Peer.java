package org.rattache.benchmarks.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * What somebody would write by hand who wanted nothing but speed: Jetty, a connection pool, JDBC.
 * The yardstick for what the modules, JAX-RS, JPA and JTA cost.
 */
public final class Peer {

    /** As many threads as Rattache has (org.ops4j.pax.web.cfg). */
    private static final int THREADS = 64;

    /** Two cores do best with few connections; 10 is what the other peers were measured with. */
    private static final int CONNECTIONS = 10;

    private Peer() {}

    /** Arguments: the port, the address of the database. */
    public static void main(String[] arguments) throws Exception {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(arguments[1]);
        pool.setMaximumPoolSize(CONNECTIONS);

        Server server = new Server(new QueuedThreadPool(THREADS));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new HealthServlet()), "/health");
        context.addServlet(
                new ServletHolder(new ClientFileServlet(new HikariDataSource(pool))),
                "/api/clientfile/v1/firms/*");
        server.setHandler(context);
        server.start();
        server.join();
    }
}
