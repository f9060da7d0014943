/** Loaded by Pax Web's Jetty through etc/jetty.xml. */
package org.rattache.platform.jetty;
