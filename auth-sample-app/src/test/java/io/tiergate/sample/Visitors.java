package io.tiergate.sample;

import io.tiergate.Subject;

/** Those who visit the running application. */
interface Visitors {

    /** Somebody who has not signed in. */
    Visitor visitor();

    Visitor genericuser();

    Visitor superuser();

    /** Somebody who can sign in, holds nothing yet, and is of no other test. */
    Subject newUser();

    /** Lets the subject sign in. */
    void addUser(Subject subject);

    Visitor signedIn(Subject subject);
}
