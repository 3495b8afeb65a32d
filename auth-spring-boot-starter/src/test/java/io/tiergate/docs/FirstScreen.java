package io.tiergate.docs;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import java.util.List;

/** What README shows beside the files of the first host. */
class FirstScreen {

    void groups(Administration administration) {
        // tag::groups-and-bundles
        administration.bundles().defineIfMissing("clerk", "What a billing clerk does", List.of("invoice.read"));
        administration.groups().defineIfMissing("Lisbon office", "");
        administration.groups().addMember("Lisbon office", Subject.user("bob"));
        administration.grants().grant(Grant.allow(Group.of("Lisbon office"), What.bundle("clerk")));
        // end::groups-and-bundles
    }
}
