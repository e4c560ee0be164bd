/**
 * What a model folder says to skills that have no wire to who reads models. They carry a copy of
 * this; nobody exports it.
 */
package io.mingle.json.view;
