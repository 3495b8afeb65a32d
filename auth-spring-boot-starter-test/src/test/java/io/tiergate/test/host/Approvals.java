package io.tiergate.test.host;

import io.tiergate.security.RequiresPermission;
import org.springframework.stereotype.Service;

@Service
public class Approvals {

    @RequiresPermission("invoice.approve")
    public String approve() {
        return "approved";
    }
}
