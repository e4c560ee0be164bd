/**
 * Mingle in a Spring Boot application: put the starter on the class path, and inject {@link
 * io.mingle.host.Mingle}.
 */
package io.mingle.spring;
