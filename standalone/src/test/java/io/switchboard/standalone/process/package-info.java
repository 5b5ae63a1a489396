/** Programs of this class path as operating system processes, which tests can kill. */
package io.switchboard.standalone.process;
