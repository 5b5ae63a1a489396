/** What the compacted topics have in common: whole documents by name, each record the present state of one. */
package io.switchboard.command.document;
