/** The page of {@code mingle demo}: what went in and what came out, side by side. */
package io.mingle.host.demo;
