/** What answers outside the REST applications. */
package org.rattache.platform.http.internal;
