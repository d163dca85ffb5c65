package dev.gatehouse.storage.internal.picture;

import dev.gatehouse.audit.Actor;
import dev.gatehouse.audit.Origin;
import dev.gatehouse.storage.UploadRequest;
import java.util.UUID;

/**
 * Who gives an account a picture, and what becomes of the one that it has.
 *
 * @param replacing whether another one may go for it
 * @param repeating whether the same one is kept anew
 */
record NewPicture(UUID accountId, Actor actor, Origin origin, boolean replacing, boolean repeating) {

    static NewPicture ofOwner(UploadRequest request) {
        return new NewPicture(request.accountId(), Actor.user(request.accountId()), request.origin(), true, true);
    }

    static NewPicture ofAdmin(UploadRequest request, UUID adminId, boolean replacing) {
        return new NewPicture(request.accountId(), Actor.admin(adminId), request.origin(), replacing, false);
    }
}
