/** A broker for tests that need no framework. */
package io.mingle.broker.testkit;
