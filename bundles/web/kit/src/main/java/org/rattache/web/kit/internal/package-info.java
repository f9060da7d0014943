/** Serves the web applications. */
package org.rattache.web.kit.internal;
