/** What the JPA slice tests share. Not deployed. */
package org.rattache.platform.testkit;
