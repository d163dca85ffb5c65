package dev.gatehouse.web.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Row;
import dev.gatehouse.web.testing.Operators.Operator;
import dev.gatehouse.web.testing.People;
import dev.gatehouse.web.testing.Shelf;
import dev.gatehouse.web.testing.StorageHouse;
import dev.gatehouse.web.testing.Unpacked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An export while a backend is away. */
class ExportFaultsIT {

    private static StorageHouse house;
    private static Shelf shelf;
    private static Operator olga;

    @BeforeAll
    static void open() {
        house = StorageHouse.opened("export", "s3,local");
        shelf = new Shelf(house.api(), People.of(house.api()).signedIn());
        olga = house.operators().signedIn("viewer");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    @Row({"R-32", "R-33"})
    void namesTheFilesThatAreAwayAndHoldsTheOthers() throws Exception {
        String away = shelf.put("away.txt", "text/plain", "away").hasStatus(201).text("id");
        house.s3Line.answerWith(500);
        house.awaitState(olga, "s3", "down");
        shelf.put("here.txt", "text/plain", "here").hasStatus(201);

        Unpacked zip =
                Unpacked.of(shelf.get("/api/account/export").hasStatus(200).body());

        assertThat(zip.entries()).containsOnlyKeys("files/here.txt", "files/away.txt.missing.txt", "account.json");
        assertThat(zip.text("files/here.txt")).isEqualTo("here");
        assertThat(zip.text("files/away.txt.missing.txt")).contains("is away", "still kept", away);
        assertThat(zip.account().getBoolean("complete")).isFalse();

        house.s3Line.mended();
        house.awaitState(olga, "s3", "up");
        Unpacked later =
                Unpacked.of(shelf.get("/api/account/export").hasStatus(200).body());
        assertThat(later.text("files/away.txt")).isEqualTo("away");
        assertThat(later.account().getBoolean("complete")).isTrue();
    }
}
