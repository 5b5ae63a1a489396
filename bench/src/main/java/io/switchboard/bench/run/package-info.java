/** What every benchmark run needs: its arguments, a folder, somebody to tell, credentials, and the server under test. */
package io.switchboard.bench.run;
