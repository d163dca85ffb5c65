package dev.gatehouse.seed;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The same people each time: short and long names, several scripts, two languages. */
final class DemoPeople {

    /** Where wrong passwords come from. */
    static final Device STRANGER = Device.unnamed("python-requests/2.32.3");

    static final Device PHONE = new Device(
            "My old phone",
            "Mozilla/5.0 (Linux; Android 13; Pixel 6) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36");
    static final Device LIBRARY = Device.unnamed(
            "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0.0.0 Safari/537.36");

    private static final int VERSIONS = 4;
    /** Of the browsers that most people have; %d is their version. */
    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:%1$d.0) Gecko/20100101 Firefox/%1$d.0",
            "Mozilla/5.0 (X11; Linux x86_64; rv:%1$d.0) Gecko/20100101 Firefox/%1$d.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%1$d.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%1$d.0.0.0 Safari/537.36 Edg/%1$d.0.0.0",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.%1$d Safari/605.1.15",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/%1$d.0 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/%1$d.0 Mobile/15E148 Safari/605.1.15",
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%1$d.0.0.0 Mobile Safari/537.36");

    private static final Device LAPTOP = Device.unnamed(BROWSERS.get(0).formatted(140));
    private static final Device TABLET = Device.unnamed(BROWSERS.get(6).formatted(141));

    static final Person WITH_LONG_LISTS = new Person(
            "ann.lee@demo.example", "Ann", "Lee", "en", manyDevices(), "many sessions, activity of several pages");

    static final Person WITH_LONG_NAMES = new Person(
            "wolfeschlegelsteinhausenbergerdorff.welche.vor.altern.waren@"
                    + "llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch.verwaltungsgemeinschaft.example",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzende",
            "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewarenwohlgepf",
            "de",
            List.of(
                    LAPTOP,
                    new Device("Arbeitsplatzrechner" + "undFernsehgerät".repeat(5), "SmartTV/1.0"),
                    Device.unnamed("Supercalifragilisticexpialidocious-Browser/7.3 " + "x".repeat(400))),
            "words that are longer than a telephone is wide");

    static final Person WITHOUT_PROOF = new Person(
            "ned.waiting@demo.example", "Ned", "Waiting", "en", List.of(), "an address that is not confirmed yet");

    /** Everybody who confirms their address. */
    static final List<Person> CONFIRMED = List.of(
            WITH_LONG_LISTS,
            new Person(
                    "juergen@bücher.example",
                    "Jürgen",
                    "Müller-Lüdenscheidt",
                    "de",
                    List.of(new Device("Jürgens Schlepptop", LAPTOP.userAgent()), TABLET),
                    "German pages and mails"),
            new Person("taro.yamada@demo.example", "太郎", "山田", "en", List.of(TABLET), "Japanese"),
            new Person(
                    "fatima@demo.example",
                    "فاطمة",
                    "الزهراء",
                    "en",
                    List.of(new Device("هاتف فاطمة", PHONE.userAgent()), LAPTOP),
                    "a name from right to left"),
            new Person(
                    "zoe@demo.example",
                    "Zoë 🦊",
                    "O’Connor-Ångström",
                    "en",
                    List.of(new Device("📱", PHONE.userAgent()), TABLET),
                    "emoji"),
            new Person(
                    "bobby@demo.example",
                    "<b>Bobby</b>",
                    "\"Tables\" & #{7*7}",
                    "en",
                    List.of(new Device("<script>alert('x')</script>", "<img src=x onerror=alert(1)>/1.0"), LAPTOP),
                    "markup that must stay text"),
            new Person("thora@demo.example", "Þóra", "", "de", List.of(), "one name, no other session"),
            WITH_LONG_NAMES);

    private DemoPeople() {}

    private static List<Device> manyDevices() {
        Stream<Device> named = Stream.of(
                new Device("Ann's laptop", LAPTOP.userAgent()),
                new Device("Kitchen tablet", TABLET.userAgent()),
                new Device("Backup script", "curl/8.12.1"));
        Stream<Device> browsers = BROWSERS.stream().flatMap(browser -> IntStream.range(0, VERSIONS)
                .mapToObj(version -> Device.unnamed(browser.formatted(130 + version))));
        return Stream.concat(named, browsers).toList();
    }
}
