/**
 * Log-in and the pages behind the links of mails. They are written by the server and work without
 * JavaScript: nobody is locked out by a script that does not load.
 */
package org.rattache.web.pages.internal;
