/**
 * For the tests of plug-ins: the contract that every group suggestion strategy has to hold, and a
 * firm in memory.
 */
package org.rattache.linking.testkit;
