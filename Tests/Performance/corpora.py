#!/usr/bin/env python3
"""Writes the inputs of the benchmark: eight corpora and one very long line.

    nginx-varied    combined format, nothing of which repeats much: rooms, pages and agents have long
                    tails, and the days take turns
    nginx-access    combined format: Jitsi traffic, referrers, real user agents
    jitsi-logs      videobridge, Jicofo and Prosody, one source after the other
    jitsi-strangers the same, but each record speaks of another person
    journal-json    the lines of jitsi-logs, as `journalctl -o json` writes them
    journal-export  the same, as `journalctl -o export` does
    address-free    application logs and prose without a single address
    address-dense   several addresses in each line and little else
    one-line        text with addresses, without a newline from start to end

The same size gives the same bytes: the seed is fixed. Client addresses are drawn anew for every
chunk of 8,000 lines, so that the files hold hundreds of thousands of them and no cache is
flattered; a chunk holds 80 meetings of 800 people, a large server's few minutes, and each record
is one of theirs, so that a person comes ten times. (Of one who joins, the bridge alone writes
eleven records and more.) IPv4 addresses are random public-looking numbers, IPv6 addresses lie in
the documentation ranges; names, rooms and tokens are invented. `address-dense` has about one
address in 60 bytes.
"""

import hashlib
import itertools
import json
import pathlib
import random
import re
import struct
import sys
import time
from collections import Counter
from typing import NamedTuple

MIB = 1 << 20
SEED = "logscrub benchmark"
CORPORA = ("nginx-varied", "nginx-access", "jitsi-logs", "jitsi-strangers", "journal-json", "journal-export", "address-free", "address-dense")
ONE_LINE, ONE_LINE_END = "one-line", b" and this is the end of the one line."
CHUNK_LINES, MEETINGS, PEOPLE = 8_000, 80, 800
FIRST_SECOND = 1_787_652_672  # 2026-08-25 10:11:12 UTC, the day of the project's sample lines

# A template is a weight, a blank, and a line whose {fields} are filled anew each time; \n and \t
# stand for themselves. The shapes are those of the programs named in the heading.

NGINX_REQUESTS = r"""
30 POST /http-bind?room={room} HTTP/1.1" {ok}
6 POST /acme/http-bind?room={room}&prefix=acme&vnode=v1 HTTP/1.1" {ok}
12 GET /xmpp-websocket?room={room} HTTP/1.1" 101
5 GET /xmpp-websocket?room={room}&previd={token} HTTP/1.1" 101
3 GET /xmpp-websocket?room={room}&token=eyJhbGciOiJIUzI1NiJ9.{token}{token}.{token} HTTP/1.1" 101
8 GET /colibri-ws/default-id/{conference}/{endpoint}?pwd={token} HTTP/1.1" 101
6 POST /conference-request/v1?room={room} HTTP/1.1" {ok}
8 GET /{room} HTTP/2.0" {ok}
3 GET /{room}?jwt=eyJhbGciOiJIUzI1NiJ9.{token}.{token}&config.prejoinConfig.enabled=false HTTP/2.0" 200
3 GET /Caf%C3%A9-{room}%20Runde%20%26%20Tee HTTP/2.0" {ok}
8 GET /libs/app.bundle.min.js?v={number} HTTP/2.0" {ok}
5 GET /css/all.css?v={number} HTTP/2.0" {ok}
5 GET /images/watermark.svg HTTP/2.0" {ok}
3 GET /static/close3.html?guest=true&back=https%3A%2F%2Fmeet.example.org%2F{room} HTTP/2.0" 200
2 GET /_api/room-info?room={room} HTTP/1.1" {ok}
1 GET /about/health HTTP/1.1" 200
1 GET /wp-login.php HTTP/1.1" 404
1 \x16\x03\x01\x02\x00\x01\x00\xFF" 400
"""
NGINX_LINE = '{client} - - [{clf}] "%s {bytes} "{referrer}" "{agent}"'
REFERRERS = r"""
45 -
30 https://meet.example.org/{room}
5 https://meet.example.org/{room}?jwt=eyJhbGciOiJIUzI1NiJ9.{token}.{token}
6 https://portal.example.net/intranet/calendar?id={number}&user=u{number}
5 https://lms.example.net/course/{number}?token={hex16}
4 https://www.example.com/search?q=video%20conference%20{room}&client=firefox
3 https://mail.example.net/owa/redir.aspx?C={token}&URL=https%3a%2f%2fmeet.example.org%2f{room}
1 http://{v4}/wiki/index.php/Meeting_{number}
1 android-app://com.example.mail/
"""
SYSTEMS = ("Windows NT 10.0; Win64; x64", "X11; Linux x86_64", "Macintosh; Intel Mac OS X 10_15_7")
AGENTS = (
    [f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 Safari/537.36{end}"
     for system in SYSTEMS for major in range(121, 128) for end in ("", f" Edg/{major}.0.0.0")]
    + [f"Mozilla/5.0 ({system}; rv:{major}.0) Gecko/20100101 Firefox/{major}.0"
       for system in SYSTEMS[:2] for major in range(115, 131)]
    + [f"Mozilla/5.0 (Linux; Android {10 + n % 5}; {phone}) AppleWebKit/537.36 (KHTML, like Gecko) "
       f"Chrome/12{n}.0.{6099 + 47 * n}.{101 + n} Mobile Safari/537.36"
       for n in range(8) for phone in ("Pixel 8", "SM-G991B", "K")]
    + [f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_{n} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
       f"Version/17.{n} Mobile/15E148 Safari/604.1" for n in range(6)]
    + ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) JitsiMeet/2024.6.0 "
       "Chrome/124.0.6367.243 Electron/30.1.0 Safari/537.36",
       "Jitsi%20Meet/4 CFNetwork/1128.0.1 Darwin/19.6.0", "okhttp/4.12.0", "curl/8.5.0", "Jigasi 1.1", "-",
       "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"])

CONF = "[confId={conference} conf_name={room}@conference.meet.example.org meeting_id={meeting}"
ICE = CONF + " epId={endpoint} stats_id={nick} local_ufrag={near} ufrag={far}]"
JVB = r"""
8 Component.addRemoteCandidate#352: Add remote candidate for stream.RTP: xx.xx.xx.xx:{port}/udp/srflx
5 Component.addRemoteCandidate#350: Add remote candidate for stream.RTP: {v4}:{port}/udp/srflx
3 Component.addRemoteCandidate#350: Add remote candidate for stream.RTP: [{java6}]:{port}/udp/host
8 ConnectivityCheckClient.processSuccessResponse#655: Pair succeeded: 192.0.2.10:10000/udp/host -> xx.xx.xx.xx:{port}/udp/prflx (stream.RTP).
5 ConnectivityCheckClient.processTimeout#881: timeout for pair: 192.0.2.10:10000/udp/host -> {v4}:{port}/udp/prflx (stream.RTP), failing.
3 ConnectivityCheckClient.processTimeout#881: timeout for pair: [2001:db8:1:0:0:0:0:10]:10000/udp/host -> [{java6}]:{port}/udp/prflx (stream.RTP), failing.
3 ConnectivityCheckClient.processSuccessResponse#655: Pair succeeded: [2001:db8:1:0:0:0:0:10]:10000/udp/host -> [2xxx::xxx]:{port}/udp/prflx (stream.RTP).
4 Agent.triggerCheck#1727: Add peer CandidatePair with new reflexive address to checkList: CandidatePair (State=Frozen Priority=7961846271180799999):\n\tLocalCandidate=candidate:2 1 udp 2130706431 192.0.2.10 10000 typ host\n\tRemoteCandidate=candidate:10000 1 udp 1853761791 {v4} {port} typ prflx raddr 0.0.0.0 rport 0
4 MergingDatagramSocket.initializeActive#599: Active socket initialized: SocketContainer@/192.0.2.10:10000 -> /{v4}:{port}; remote address=/[{java6}]:{port}
5 ComponentSocket.addAuthorizedAddress#99: Adding allowed address: xx.xx.xx.xx:{port}
8 Agent.gatherCandidates#637: Gathering candidates for component stream.RTP.
8 IceTransport.iceStateChanged#331: ICE state changed old=Running new=Completed
8 Endpoint.<init>#432: Created new endpoint, iceControlling=true
8 DtlsTransport.setRemoteFingerprints#211: sha-256 {print}:{print}:{print}:{print}
6 Conference.lambda$new$0#336: RECV colibri2 request: <iq xmlns="jabber:client" to="jvb@auth.meet.example.org/{hex8}" from="jvbbrewery@internal.auth.meet.example.org/focus" type="get"><conference-modify xmlns="jitsi:colibri2" meeting-id="{uuid}" rtcstats-enabled="true"><endpoint id="{endpoint}" stats-id="{nick}"><transport><transport xmlns="urn:xmpp:jingle:transports:ice-udp:1" ufrag="{ufrag}" pwd="{token}"><fingerprint xmlns="urn:xmpp:jingle:apps:dtls:0" hash="sha-256" setup="active">{print}:{print}:{print}:{print}</fingerprint><rtcp-mux/><candidate id="{ufrag}" generation="0" port="{port}" ip="{v4}" foundation="2763476921" component="1" type="srflx" protocol="udp" priority="1677729535" rel-addr="{v4}" rel-port="{port}"/></transport></transport></endpoint></conference-modify></iq>
1 MucClient.lambda$getConnectAndLoginCallable$9#697: Error connecting:\norg.jivesoftware.smack.SmackException$EndpointConnectionException: The following addresses failed: 'RFC 6120 A/AAAA Endpoint + [xmpp.meet.example.org:5222] (xmpp.meet.example.org/{v4}:5222)' failed because: java.net.ConnectException: Connection refused\n\tat org.jivesoftware.smack.SmackException$EndpointConnectionException.from(SmackException.java:334)\n\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)\nCaused by: java.net.ConnectException: Connection refused\n\tat java.base/sun.nio.ch.Net.connect0(Native Method)\n\t... 12 more
"""
JICOFO = r"""
6 JitsiMeetConferenceImpl.onMemberJoined#860: Member joined:{endpoint} stats-id={nick} region=null audioMuted=true videoMuted=true role=PARTICIPANT isJibri=false
6 JitsiMeetConferenceImpl.inviteChatMember#933: Creating participant {endpoint} with features=[AUDIO, VIDEO, RTX]
6 ParticipantInviteRunnable.doInviteOrReinvite#394: Sending session-initiate to: {room}@conference.meet.example.org/{endpoint} sources={endpoint}=[audio=[{number}], video=[], groups=[]]
4 AvModerationHandler.processStanza#104: Moderation for AUDIO in {room}@conference.meet.example.org was enabled by {room}@conference.meet.example.org/{endpoint}
2 BridgeSelector.addJvbAddress#99: Added new videobridge: Bridge[jid=jvbbrewery@internal.auth.meet.example.org/{uuid}, version=2.3.105-ge155b81e, region=null, stress=0.{number}]
1 XmppProvider.doConnect#219: Failed to connect/login: 'RFC 6120 A/AAAA Endpoint + [localhost:5222] (localhost/127.0.0.1:5222)' failed because: java.net.ConnectException: Connection refused\n\tat org.jivesoftware.smack.tcp.XMPPTCPConnection.connect(XMPPTCPConnection.java:616)
"""
PROSODY = r"""
8 c2s{stream}\tinfo\tClient connected
8 c2s{stream}\tinfo\tStream encrypted (TLSv1.3 with TLS_AES_256_GCM_SHA384)
8 c2s{stream}\tinfo\tAuthenticated as {nick}@meet.example.org [prosody:registered]
6 mod_bosh\tinfo\tNew BOSH session, assigned it sid '{session}'
6 bosh{session}\tinfo\tBOSH client disconnected: session close
4 bosh{session}\tdebug\tBOSH session created for request from {client}
4 conn-{hex8}\tdebug\tNew connection FD 9 ({v4}, {port}, 192.0.2.10, 5222) on server FD 6 (*, 5222)
2 conn{hex8}\tdebug\tConnected (FD 12 ({v6}, {port}, 2001:db8:1::10, 5222))
3 meet.example.org:rate_limit\tinfo\tIP address {client} was limited 12 seconds ago, refreshing.
3 c2s{stream}\tdebug\tSending[c2s]: <presence from='{room}@conference.meet.example.org/{endpoint}'><stats-id>{nick}</stats-id></presence>
2 s2sin{hex8}\twarn\tForbidding insecure connection to/from {v4} because its certificate is not trusted
1 general\terror\tTop-level error, please report:\n\t/usr/lib/prosody/util/startup.lua:357: attempt to index a nil value (field 'x')\n\tstack traceback:\n\t/usr/lib/prosody/util/startup.lua:357: in field 'shutdown'\n\t(...tail calls...)
"""
PROSE = r"""
12 {iso} INFO  [worker-{number}] org.example.{word}.{type} - {phrase} in 1{number}.5 ms (request {uuid})
8 {iso} DEBUG [worker-{number}] org.example.{word}.{type}#{number}: {word} 2.3.{number}-ge155b81e {hex16}
8 {iso} INFO  [pool-1-thread-{number}] org.example.{word}.{type}: {word} p50=1.{number} p99=17.{number} max=0.{number} n={number}
6 {iso} WARN  [main] {type}::{word}: retry {number} of 10 after 0.{number} s, {word}={hex16}
4 {syslog} host {word}[{number}]: upgraded lib{word} from 2.3.{number} to 2.4.1-{number} at 12:30:{number}
6 \tat org.example.{word}.{type}.{word}({type}.java:{number})
4 {phrase}, {phrase}. {phrase}; {phrase}.
4 {phrase}: {phrase}, at half past {number} or so, {phrase}.
2 * {phrase} (see section 4.2 and https://docs.example.org/{word}/{type}.html?page={number})
"""
DENSE = r"""
6 {iso} session {hex8} relay {v4}:{port} -> {v4}:{port} open, {number} packets, lifetime 600, {word}
5 {iso} allow tcp src={v4} dst={v6} sport={port} dport=443 len={number} rule {hex8} state established
5 {iso} forwarded for {v4}, {v4}, ::ffff:{v4} by {word}-proxy, {number} ms, upstream {v4}:{port} answered 200
4 {iso} peer [{v6}]:{port} > [{v6}]:{port} keep-alive, rtt 0.{number} s, cookie {hex16} accepted
3 {iso} {word}: neighbors {v4} {v4} {v6} {v6} of {hex16} after {number} probes, next probe in {number} s
3 {iso} route {v6} via {v4} metric {number} {word}, table main, proto static, from {v6}
3 {iso} candidate pair [{java6}]:{port}/udp/host -> {v4}:{port}/udp/srflx of {hex8} nominated, state Succeeded
"""
WORDS = """accept again always answer archive arrive audio balance before begin between bridge buffer build camera
    change channel clear close codec conference connect copy count decide default deliver document early encode event
    every explain extend faster follow format gather handle hold hour inside invite join keep kernel label later leave
    letter limit list log margin measure meeting member message minute mirror moment morning mute network notice often
    open order packet page paper participant pause place present queue quiet reach read record release remain render
    report request restart room screen second server share signal silent slow sound start steady stream switch table
    thread ticket until update user value video visitor wait window without write""".split()


class Person(NamedTuple):
    """Who is in a meeting, with everything that stays the same until they leave."""
    room: str
    conference: str
    meeting: str
    endpoint: str
    nick: str
    near: str
    far: str
    session: str
    stream: str


class Fields:
    """Draws the values of one kind of field, many at a time."""

    def __init__(self, rng, people=PEOPLE):
        self.rng, self.seconds, self.there = rng, FIRST_SECOND, people

        def pool(make, size):
            values = [make() for _ in range(size)]
            return lambda count: rng.choices(values, k=count)
        bits, word = rng.getrandbits, lambda: rng.choice(WORDS)
        title = lambda count: "".join(rng.choice(WORDS).title() for _ in range(count))
        self.hex8, self.hex16 = pool(lambda: f"{bits(32):08x}", 20_000), pool(lambda: f"{bits(64):016x}", 20_000)
        self.token = pool(lambda: "".join(rng.choices("abcdefghijkmnpqrstuvwxyzABCDEFGH0123456789-_", k=26)), 20_000)
        self.ufrag = pool(lambda: f"{bits(16):x}g{bits(40):x}h", 20_000)
        self.print = pool(lambda: ":".join(f"{byte:02X}" for byte in rng.randbytes(8)), 20_000)
        self.uuid = pool(lambda: "%08x-%04x-4%03x-8%03x-%012x" % tuple(map(bits, (32, 16, 12, 12, 48))), 20_000)
        self.room, self.nick = pool(lambda: title(2), 5_000), pool(lambda: title(1) + f"-{bits(12):03x}", 20_000)
        self.word, self.phrase = pool(word, 500), pool(lambda: " ".join(word() for _ in range(8)), 20_000)
        self.type, self.number = pool(lambda: title(3), 2_000), pool(lambda: str(bits(12)), 4_000)
        self.port = pool(lambda: str(1024 + bits(15)), 30_000)
        self.bytes = pool(lambda: str(bits(rng.randint(2, 20))), 20_000)
        self.ok = lambda count: rng.choices(("200", "304", "206", "404"), (6, 2, 1, 1), k=count)
        self.agent = lambda count: rng.choices(AGENTS, k=count)
        self.clf = lambda count: self.moments("%d/%b/%Y:%H:%M:%S +0000", count)
        self.syslog = lambda count: self.moments("%b %d %H:%M:%S", count)

    def people(self, count):
        """For each record one of those that are there at the time: others in each chunk."""
        most = self.there
        meetings = list(zip(self.room(most * MEETINGS // PEOPLE), self.hex16(most), self.hex8(most)))
        people = [Person(*meeting, *rest) for meeting, *rest in zip(
            self.rng.choices(meetings, k=most), self.hex8(most), self.nick(most), self.ufrag(most), self.ufrag(most),
            self.uuid(most), self.hex8(most))]
        return self.rng.choices(people, k=count) if most < count else people[:count]

    def v4(self, count):
        """Public-looking addresses, one in eight from a documentation range."""
        ranges = ("192.0.2", "198.51.100", "203.0.113")
        return [f"{ranges[a % 3]}.{d}" if a > 222 else f"{1 + a if a not in (9, 126) else 91}.{b}.{c}.{d}"
                for a, b, c, d in struct.iter_unpack("4B", self.rng.randbytes(4 * count))]

    def v6(self, count):
        """Documentation addresses in the lengths that logs show: privacy, static and short ones."""
        privacy = ":%x" * 6
        forms = [("2001:db8" + privacy, 6)] * 4 + [("3fff:abc" + privacy, 6), ("3fff:57" + privacy, 6),
                                                   ("2001:db8:%x:%x::%x", 3), ("2001:db8:%x::%x", 2)]
        drawn = zip(self.rng.choices(forms, k=count), struct.iter_unpack("<6H", self.rng.randbytes(12 * count)))
        return [form % groups[:used] for (form, used), groups in drawn]

    def java6(self, count):
        """Java writes all eight groups and compresses nothing."""
        return ["2001:db8:%x:0:%x:%x:%x:%x" % groups
                for groups in struct.iter_unpack("<5H", self.rng.randbytes(10 * count))]

    def client(self, count):
        """Clients of a web server, new ones in each chunk, each seen about four times."""
        share = count // 4 + 1
        clients = (self.v4(share * 70 // 100 + 1) + self.v6(share * 22 // 100 + 1)
                   + ["::ffff:" + address for address in self.v4(share * 5 // 100 + 1)]
                   + ["127.0.0.1", "::1"] * (share * 3 // 200 + 1))
        return self.rng.choices(clients, k=count)

    def referrer(self, count):
        """A fresh set in each chunk, so that third-party referrers differ too."""
        return self.rng.choices(Lines(self, REFERRERS).text(count // 4 + 1).splitlines(), k=count)

    def moments(self, form, count):
        """Times that only grow, about twenty lines to a second."""
        start, self.seconds = self.seconds, self.seconds + count // 20 + 1
        seconds = [time.strftime(form, time.gmtime(start + offset)) for offset in range(count // 20 + 1)]
        return [seconds[index // 20] for index in range(count)]

    def iso(self, count):
        return [f"{second}.{index % 20 * 49 + 13:03d}"
                for index, second in enumerate(self.moments("%Y-%m-%d %H:%M:%S", count))]


class Lines:
    """An endless mixture of the lines of a set of templates."""

    def __init__(self, fields, templates, line="%s"):
        self.fields, self.weights, self.templates = fields, [], []
        for template in filter(None, templates.split("\n")):
            weight, text = template.split(" ", 1)
            pieces = re.split(r"\{(\w+)\}", line.replace("%s", text))
            literals = [piece.replace(r"\n", "\n").replace(r"\t", "\t").replace("%", "%%") for piece in pieces[::2]]
            self.weights.append(int(weight))
            self.templates.append(("%s".join(literals) + "\n", tuple(pieces[1::2])))

    def text(self, count):
        """`count` records, each of a person who is there; every other field of them drawn anew."""
        chosen = self.fields.rng.choices(self.templates, self.weights, k=count)
        kinds = Counter(itertools.chain.from_iterable(kinds for _, kinds in chosen))
        draw = {kind: iter(getattr(self.fields, kind)(amount)).__next__
                for kind, amount in kinds.items() if kind not in Person._fields}
        values = [draw[kind]() if kind in draw else getattr(person, kind)
                  for (_, kinds), person in zip(chosen, self.fields.people(count)) for kind in kinds]
        return "".join(text for text, _ in chosen) % tuple(values)


def sources(name, fields):
    """The mixtures of a corpus; a chunk comes from one of them, as when logs are joined."""
    if name.startswith(("jitsi", "journal")):
        return [Lines(fields, JVB, "JVB {iso} INFO: [{number}] " + ICE + " %s"), Lines(fields, PROSODY, "{syslog} %s"),
                Lines(fields, JICOFO, "Jicofo {iso} INFO: [{number}] [room={room}@conference.meet.example.org] %s")]
    if name == "nginx-access":
        return [Lines(fields, NGINX_REQUESTS, NGINX_LINE)]
    return [Lines(fields, PROSE if name == "address-free" else DENSE)]


JOURNAL_FIELDS = {"__REALTIME_TIMESTAMP": "1787652672000000", "_BOOT_ID": "6c7c6013a26343b29e964691ff25d04c", "PRIORITY": "6",
                  "_PID": "812", "_SYSTEMD_UNIT": "jitsi.service", "_HOSTNAME": "meet", "SYSLOG_IDENTIFIER": "jitsi"}


def journal_json(text):
    """Each line as the message of an object in one line."""
    return "".join(json.dumps(JOURNAL_FIELDS | {"MESSAGE": line}, separators=(",", ":")) + "\n" for line in text.splitlines())


def journal_export(text):
    """Each line as the message of an entry: fields in lines, and an empty line."""
    head = "".join(f"{name}={value}\n" for name, value in JOURNAL_FIELDS.items())
    return "".join(f"{head}MESSAGE={line}\n\n" for line in text.splitlines())


ENVELOPES = {"journal-json": journal_json, "journal-export": journal_export}


class Tail:
    """Draws numbers as names are drawn in the world: few come often, most come once (Pareto)."""

    def __init__(self, rng, shape):
        self.rng, self.shape = rng, shape

    def __call__(self):
        return int(self.rng.paretovariate(self.shape))


def varied_agent(rng, tail):
    """A browser of some system, with a version and a build of its own: thousands are different."""
    major, build, system = 60 + tail() % 80, tail(), rng.choice(SYSTEMS + ("Linux; Android 14; Phone", "X11; Ubuntu"))
    product = rng.choice((f"Chrome/{major}.0.{build}.{build % 97} Safari/537.36", f"Gecko/20100101 Firefox/{major}.{build % 9}",
                          f"Chrome/{major}.0.0.0 Safari/537.36 Edg/{major}.0.{build}.0"))
    return rng.choice((f"Mozilla/5.0 ({system}{tail()}) AppleWebKit/537.36 (KHTML, like Gecko) {product}",) * 6
                      + (f"Bot{tail()}/1.{build % 30} (+https://bot{tail()}.example/about)", f"curl/8.{build % 20}.{tail() % 9}"))


def varied_target(rng, tail):
    """A page of a website, a file with a hash in its name, or one of Jitsi's paths."""
    room, word = f"Room{tail()}-{rng.choice(WORDS)}", rng.choice(WORDS)
    return rng.choice((f"/{word}/{2010 + tail() % 17}/{word}-{tail()}-{rng.choice(WORDS)}", f"/static/{word}.{rng.getrandbits(32):08x}.js",
                       f"/{room}", f"/http-bind?room={room.lower()}", f"/xmpp-websocket?room={room.lower()}&previd={rng.getrandbits(64):x}",
                       f"/{word}?page={tail()}&q={rng.choice(WORDS)}%20{tail()}", "/", f"/colibri-ws/jvb{tail() % 7}/{rng.getrandbits(64):016x}/{rng.getrandbits(32):08x}"))


def varied(seed):
    """Text of the combined format, chunk by chunk; each has another day of the month."""
    rng = random.Random(f"{seed}: nginx-varied")
    tail = Tail(rng, 0.6)
    while True:
        lines, second = [], FIRST_SECOND - 86_400 * (tail() % 30)
        for _ in range(CHUNK_LINES // 8):
            second += tail() % 60 - 1
            date = time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(second))
            bits, host = rng.getrandbits(96), tail()
            client = (f"{1 + host % 223}.{bits & 255}.{bits >> 8 & 255}.{bits >> 16 & 255}" if rng.random() < 0.7
                      else f"2001:db8:{host & 0xFFFF:x}:{bits & 0xFFFF:x}::{bits >> 16 & 0xFFFF:x}")
            referrer = rng.choice(("-", "-", f"https://meet.example.org/Room{tail()}", f"https://www{tail()}.example.net/?u={tail()}"))
            method = rng.choice(("GET", "GET", "GET", "POST", "HEAD"))
            lines.append(f'{client} - - [{date}] "{method} {varied_target(rng, tail)} HTTP/{rng.choice(("1.1", "2.0"))}" '
                         f'{rng.choice((200, 200, 200, 304, 404))} {tail() * 37} "{referrer}" "{varied_agent(rng, tail)}"\n')
        yield "".join(lines)


def texts(name, seed):
    """The text of a corpus without end, chunk by chunk."""
    if name == "nginx-varied":
        return varied(seed)
    people = CHUNK_LINES if name == "jitsi-strangers" else PEOPLE
    mixtures = itertools.cycle(sources(name, Fields(random.Random(f"{seed}: {name}"), people)))
    return (ENVELOPES.get(name, str)(mixture.text(CHUNK_LINES)) for mixture in mixtures)


def write_corpus(name, path, size, seed=SEED):
    """Writes whole lines until `size` bytes are reached."""
    chunks, written = texts(name, seed), 0
    with open(path, "wb") as file:
        while written < size:
            block = next(chunks).encode()
            if len(block) > size - written:
                block = block[: block.index(b"\n", size - written - 1) + 1]
            written += file.write(block)


def write_one_line(path, size):
    """Writes a line of `size` bytes and returns how many bytes shorter it is with /16 and /32."""
    fields, written, shrinkage = Fields(random.Random(f"{SEED}: {ONE_LINE}")), 0, 0
    with open(path, "wb") as file:
        while written < size - len(ONE_LINE_END) - 4096:
            for v4, v6, phrase in zip(fields.v4(500), fields.java6(500), fields.phrase(500)):
                piece = f"{phrase} from {v4} and {v6}, ".encode()
                if written + len(piece) > size - len(ONE_LINE_END):
                    break
                first, second, _, _ = v4.split(".")
                shrinkage += len(v4) - len(f"{first}.{second}.0.0") + len(v6) - len("2001:db8::")
                written += file.write(piece)
        file.write(b"x" * (size - written - len(ONE_LINE_END)) + ONE_LINE_END)
    return shrinkage


def prepare(folder, mebibytes, say=print):
    """Writes what is missing; returns how many bytes shorter the scrubbed `one-line` is.

    A stamp holds the size and a digest of this source: when either differs, all is written anew.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stamp, version = folder / "stamp.json", hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()
    known = json.loads(stamp.read_text()) if stamp.exists() else {}
    if known.get("version") != version or known.get("size") != mebibytes:
        for path in [stamp, *folder.glob("*.log")]:  # the beginnings that bench.py cuts off too
            path.unlink(missing_ok=True)
        known = {"version": version, "size": mebibytes}
        for name in CORPORA:
            say(f"writing {name}, {mebibytes} MiB")
            write_corpus(name, folder / f"{name}.log", mebibytes * MIB)
        known["shrinkage"] = write_one_line(folder / f"{ONE_LINE}.log", mebibytes * MIB)
        stamp.write_text(json.dumps(known))
    return known["shrinkage"]


if __name__ == "__main__":
    # Other lines of the same kinds, to compile for (Tests/Tools/release.sh): what is measured is not what was compiled for.
    folder, mebibytes, seed = sys.argv[1:]
    for name in CORPORA:
        write_corpus(name, pathlib.Path(folder) / f"{name}.log", int(mebibytes) * MIB, seed)
