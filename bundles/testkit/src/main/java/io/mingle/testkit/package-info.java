/** Runs Mingle with the nano model inside a JUnit 5 test, for authors of skills. */
package io.mingle.testkit;
