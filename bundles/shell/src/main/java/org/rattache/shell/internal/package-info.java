/**
 * The commands {@code rattache:*}. They speak through the apis of the modules alone, and each needs
 * the role {@code admin}.
 */
package org.rattache.shell.internal;
