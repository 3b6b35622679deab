import Foundation
import LogScrub
import Testing

/// One evening on a server of its own, as its programs log it: two rooms, three participants in the one, one in the other.
///
/// In `Elternabend-3b` one participant's ICE fails and one comes back; its bridge has too much to do. For `Café-Runde` a token is
/// rejected. Somebody comes with a browser that is too old.
struct Meeting: Sendable {
    let access: [Substring]
    let nginxError: [Substring]
    let prosody: [Substring]
    let jicofo: [Substring]
    let bridge: [Substring]
    let turn: [Substring]

    var all: [Substring] { files.flatMap { $0 } }
    private var files: [[Substring]] { [access, nginxError, prosody, jicofo, bridge, turn] }

    private init(_ texts: [String]) {
        let files = texts.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
        (access, nginxError, prosody, jicofo, bridge, turn) = (
            files[0], files[1], files[2], files[3], files[4], files[5]
        )
    }

    /// As the programs wrote it.
    static let original = Meeting(MeetingLogs.all.map(\.text))

    /// As it comes out of one run over all files.
    static func scrubbed(_ level: Level) async throws -> Meeting {
        let folder = try TemporaryFolder()
        for log in MeetingLogs.all {
            try folder.file(log.name, log.text + "\n")
        }
        let names = MeetingLogs.all.map { "'\($0.name)'" }.joined(separator: " ")
        let outcome = try await Command.shell(
            #""$LOGSCRUB" --level \#(level.rawValue) --site meet.example.org --own-network 192.0.2.0/24 \#(names)"#,
            in: folder)
        try #require(outcome.status == .success, "\(outcome.errors)")
        var lines = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        let counts = original.files.map(\.count)
        try #require(lines.count == counts.reduce(1, +), "a line went or came")
        return Meeting(
            counts.map { count in
                defer { lines = lines.dropFirst(count) }
                return lines.prefix(count).joined(separator: "\n")
            })
    }

    /// What nobody may find in the scrubbed logs: rooms, people, what they are known by, and what opens doors.
    static let secrets =
        [
            "elternabend", "Caf%C3%A9", "caf%c3%a9", "verein",
            "lena.holm", "lena", "Rosa", "Ahrens", "o-wq-TgD", "Ab3dEf_g", "Jk9_mNop",
            "kitd0ybgl-xozj472nzrhzox", "qx7rp2mvvdl3nbaw", "w0c9tueyo-5rkslq",
            "Flossie-5QS", "rosa@example.net", "Tessie-0dR", "Bill-w2e",
            "eyJ", "c2lnbmF0dXJl", "2d29rvjdk8ko9d481fifo6t7to", "Zm9vYmFyLXByZXZpZA", "3k1q9bm5d0p6l2",
            "910ad0ce-9cd0-43cd-a880-f51ee493f486", "fbac296c-33d2-4603-83b3-d64dce8ed839",
            "29f9f6830a4910191ec6d67af34e9bcf", "1789491731",
            "lms.example.com", "course/12", "search.example.net",
        ] + addresses

    /// Whole addresses of clients.
    static let addresses = [
        "203.0.113.7", "203.0.113.24", "198.51.100.23", "198.51.100.99", "2001:db8:85a3::8a2e", "8a2e:370",
        "2001:db8:85a3:0:0", "3fff:5:77::c0de", "46862", "26330", "59995", "51048",
    ]
}

/// The logs of the meeting. Addresses and names are those that RFC 5737, 3849, 9637 and 2606 set aside for documentation.
private enum MeetingLogs {
    static let all = [
        (name: "access.log", text: access), (name: "error.log", text: nginxError), (name: "prosody.log", text: prosody),
        (name: "jicofo.log", text: jicofo), (name: "jvb.log", text: bridge), (name: "turnserver.log", text: turn),
    ]

    static let jwt =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJjb250ZXh0Ijp7InVzZXIiOnsibmFtZSI6IlJvc2EifX19.c2lnbmF0dXJlLW5vdC1yZWFs"
    static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
    static let oldFirefox = "Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:78.0) Gecko/20100101 Firefox/78.0"
    static let chrome =
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.6478.122 Mobile Safari/537.36"
    static let safari =
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15"

    static let access = #"""
        203.0.113.7 - - [14/Sep/2026:19:00:02 +0200] "GET /Elternabend-3b?jwt=\#(jwt) HTTP/2.0" 200 18525 "https://lms.example.com/course/12" "\#(firefox)"
        203.0.113.7 - - [14/Sep/2026:19:00:03 +0200] "GET /libs/app.bundle.min.js?v=8615 HTTP/2.0" 200 554321 "https://meet.example.org/Elternabend-3b?jwt=\#(jwt)" "\#(firefox)"
        203.0.113.7 - - [14/Sep/2026:19:00:04 +0200] "POST /conference-request/v1?room=elternabend-3b HTTP/2.0" 200 512 "https://meet.example.org/Elternabend-3b" "\#(firefox)"
        203.0.113.7 - - [14/Sep/2026:19:00:05 +0200] "POST /http-bind?room=elternabend-3b HTTP/2.0" 200 554 "https://meet.example.org/Elternabend-3b" "\#(firefox)"
        2001:db8:85a3::8a2e:370:7334 - - [14/Sep/2026:19:01:10 +0200] "GET /elternabend-3b HTTP/2.0" 200 18525 "https://search.example.net/?q=elternabend" "\#(chrome)"
        2001:db8:85a3::8a2e:370:7334 - - [14/Sep/2026:19:01:12 +0200] "GET /xmpp-websocket?room=elternabend-3b HTTP/1.1" 101 53926 "-" "\#(chrome)"
        2001:db8:85a3::8a2e:370:7334 - - [14/Sep/2026:19:01:14 +0200] "GET /colibri-ws/jvb-2/282f7e91722abba0/a5beec45?pwd=2d29rvjdk8ko9d481fifo6t7to HTTP/1.1" 101 1025 "-" "\#(chrome)"
        198.51.100.23 - - [14/Sep/2026:19:02:30 +0200] "GET /ELTERNABEND-3B HTTP/2.0" 200 18525 "-" "\#(safari)"
        198.51.100.23 - - [14/Sep/2026:19:02:32 +0200] "GET /xmpp-websocket?room=elternabend-3b HTTP/1.1" 101 53926 "-" "\#(safari)"
        3fff:5:77::c0de - lena.holm [14/Sep/2026:19:05:00 +0200] "GET /Caf%C3%A9-Runde HTTP/2.0" 200 18525 "-" "\#(firefox)"
        3fff:5:77::c0de - - [14/Sep/2026:19:05:02 +0200] "GET /xmpp-websocket?room=caf%C3%A9-runde&token=\#(jwt) HTTP/1.1" 101 53926 "-" "\#(firefox)"
        203.0.113.24 - - [14/Sep/2026:19:06:00 +0200] "GET /Elternabend-3b HTTP/1.1" 200 18525 "-" "\#(oldFirefox)"
        198.51.100.23 - - [14/Sep/2026:19:12:44 +0200] "POST /http-bind?room=elternabend-3b HTTP/2.0" 502 157 "https://meet.example.org/Elternabend-3b" "\#(safari)"
        2001:db8:85a3::8a2e:370:7334 - - [14/Sep/2026:19:12:45 +0200] "GET /xmpp-websocket?room=elternabend-3b&previd=Zm9vYmFyLXByZXZpZA HTTP/1.1" 503 197 "-" "\#(chrome)"
        2001:db8:85a3::8a2e:370:7334 - - [14/Sep/2026:19:12:51 +0200] "GET /xmpp-websocket?room=elternabend-3b&previd=Zm9vYmFyLXByZXZpZA HTTP/1.1" 101 8011 "-" "\#(chrome)"
        198.51.100.99 - - [14/Sep/2026:19:20:00 +0200] "\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03" 400 157 "-" "-"
        """#

    static let nginxError = #"""
        2026/09/14 19:06:00 [info] 812#812: *48 SSL_do_handshake() failed (SSL: error:0A000102:SSL routines::unsupported protocol) while SSL handshaking, client: 203.0.113.24, server: 0.0.0.0:443
        2026/09/14 19:12:44 [error] 812#812: *51 connect() failed (111: Connection refused) while connecting to upstream, client: 198.51.100.23, server: meet.example.org, request: "POST /http-bind?room=elternabend-3b HTTP/2.0", upstream: "http://127.0.0.1:5280/http-bind?prefix=&room=elternabend-3b", host: "meet.example.org", referrer: "https://meet.example.org/Elternabend-3b"
        2026/09/14 19:12:45 [error] 812#812: *52 no live upstreams while connecting to upstream, client: 2001:db8:85a3::8a2e:370:7334, server: meet.example.org, request: "GET /xmpp-websocket?room=elternabend-3b&previd=Zm9vYmFyLXByZXZpZA HTTP/1.1", upstream: "http://prosody/xmpp-websocket?prefix=&room=elternabend-3b&previd=Zm9vYmFyLXByZXZpZA", host: "meet.example.org"
        """#

    static let prosody = #"""
        Sep 14 18:58:00 c2s5581e7a3a4d0\#tinfo\#tClient connected
        Sep 14 18:58:00 c2s5581e7a3a4d0\#tinfo\#tStream encrypted (TLSv1.3 with TLS_AES_256_GCM_SHA384)
        Sep 14 18:58:00 c2s5581e7a3a4d0\#tinfo\#tAuthenticated as focus@auth.meet.example.org
        Sep 14 19:00:05 mod_bosh\#tinfo\#tNew BOSH session, assigned it sid '910ad0ce-9cd0-43cd-a880-f51ee493f486'
        Sep 14 19:00:05 bosh910ad0ce-9cd0-43cd-a880-f51ee493f486\#tinfo\#tAuthenticated as kitd0ybgl-xozj472nzrhzox@meet.example.org
        Sep 14 19:01:12 c2s5581e7b00120\#tinfo\#tClient connected
        Sep 14 19:01:12 c2s5581e7b00120\#tinfo\#tAuthenticated as qx7rp2mvvdl3nbaw@meet.example.org
        Sep 14 19:02:32 c2s5581e7b00990\#tinfo\#tClient connected
        Sep 14 19:02:32 c2s5581e7b00990\#tinfo\#tAuthenticated as w0c9tueyo-5rkslq@meet.example.org
        Sep 14 19:05:02 c2s5581e7c11a40\#tinfo\#tStream encrypted (TLSv1.2 with ECDHE-RSA-AES256-GCM-SHA384)
        Sep 14 19:05:02 c2s5581e7c11a40\#tinfo\#tAuthenticated as lena.holm@meet.example.org
        Sep 14 19:05:03 conference.meet.example.org:token_verification\#terror\#tToken \#(jwt) not allowed to join: caf%c3%a9-runde@conference.meet.example.org/77d0e1f2 err: not-allowed reason: Room and token mismatched
        Sep 14 19:05:03 meet.example.org:auth_token\#twarn\#tError verifying token err:not-allowed, reason:token expired tenant:verein room:caf%c3%a9-runde user_agent:\#(firefox)
        Sep 14 19:06:01 meet.example.org:rate_limit\#tinfo\#tLimiting 203.0.113.24 due to login/join rate exceeded.
        Sep 14 19:12:43 conference.meet.example.org:muc\#terror\#tTraceback[muc]: elternabend-3b@conference.meet.example.org: attempt to index a nil value (field 'occupant')
        \#tstack traceback:
        \#t/usr/share/jitsi-meet/prosody-plugins/mod_muc_lobby_rooms.lua:277: in function </usr/share/jitsi-meet/prosody-plugins/mod_muc_lobby_rooms.lua:270>
        Sep 14 19:12:50 bosh910ad0ce-9cd0-43cd-a880-f51ee493f486\#twarn\#tpresence to elternabend-3b@conference.meet.example.org/6b17a0f5 was not handled
        Sep 14 19:12:51 bosh910ad0ce-9cd0-43cd-a880-f51ee493f486\#tinfo\#tBOSH client disconnected: session close
        Sep 14 19:12:52 mod_bosh\#tinfo\#tClient tried to use sid '910ad0ce-9cd0-43cd-a880-f51ee493f486' which we don't know about
        Sep 14 19:45:14 endconference.meet.example.org:end_conference\#tinfo\#tRoom elternabend-3b@conference.meet.example.org destroyed by occupant qx7rp2mvvdl3nbaw@meet.example.org/Ab3dEf_g
        """#

    /// The context of Jicofo's lines on the room.
    static let room =
        "[room=elternabend-3b@conference.meet.example.org meeting_id=cba7d0d6-6f65-436c-b4f3-a3ad5665e614]"
    static let otherRoom =
        "[room=caf%c3%a9-runde@conference.meet.example.org meeting_id=0b6d2f44-91c3-4d5e-8f21-7a60c3e5d911]"

    static let jicofo = #"""
        Jicofo 2026-09-14 19:00:04.000 INFO: [22] ConferenceIqHandler.handleConferenceIq#126: Conference request for room elternabend-3b@conference.meet.example.org, from kitd0ybgl-xozj472nzrhzox@meet.example.org/Jk9_mNop, token=true
        Jicofo 2026-09-14 19:00:04.002 INFO: [22] \#(room) JitsiMeetConferenceImpl.joinTheRoom#612: Joining elternabend-3b@conference.meet.example.org
        Jicofo 2026-09-14 19:00:06.100 INFO: [42] \#(room) JitsiMeetConferenceImpl.onMemberJoined#860: Member joined:6b17a0f5 stats-id=Flossie-5QS region=null audioMuted=true videoMuted=true role=OWNER isJibri=false isJigasi=false
        Jicofo 2026-09-14 19:00:06.101 INFO: [25] BridgeSelectionStrategy.select#109: Selected initial bridge Bridge[jid=jvbbrewery@internal.auth.meet.example.org/jvb-2, version=2.3.198-g5ff19598, relayId=null, region=null, stress=0.62] with reported stress=0.62 for participantProperties=ParticipantProperties(region=null, visitor=false) using strategy SingleBridgeSelectionStrategy
        Jicofo 2026-09-14 19:00:06.110 INFO: [25] \#(room) ColibriV2SessionManager.allocate#326: Selected jvb-2 for $6b17a0f5 (visitor=false, session exists: false)
        Jicofo 2026-09-14 19:00:08.300 INFO: [22] AbstractAuthAuthority.authenticateJidWithSession#431: Authenticated jid: lena.holm@meet.example.org/o-wq-TgD with session: AuthSession[ID=lena.holm@meet.example.org, JID=lena.holm@meet.example.org/o-wq-TgD, SID=fbac296c-33d2-4603-83b3-d64dce8ed839, MUID=29f9f6830a4910191ec6d67af34e9bcf, LIFE_TM_SEC=0, R=elternabend-3b@conference.meet.example.org]@1259931254
        Jicofo 2026-09-14 19:01:13.100 INFO: [42] \#(room) JitsiMeetConferenceImpl.onMemberJoined#860: Member joined:a5beec45 stats-id=rosa@example.net region=eu audioMuted=true videoMuted=true role=PARTICIPANT isJibri=false isJigasi=false
        Jicofo 2026-09-14 19:02:33.100 INFO: [42] \#(room) JitsiMeetConferenceImpl.onMemberJoined#860: Member joined:c41f09aa stats-id=Tessie-0dR region=null audioMuted=true videoMuted=true role=PARTICIPANT isJibri=false isJigasi=false
        Jicofo 2026-09-14 19:02:33.110 INFO: [25] \#(room) ColibriV2SessionManager.allocate#326: Selected jvb-2 for $c41f09aa (visitor=false, session exists: true)
        Jicofo 2026-09-14 19:02:48.200 WARNING: [44] \#(room) JitsiMeetConferenceImpl.onSessionInfo#1320: Received ice-failed from elternabend-3b@conference.meet.example.org/c41f09aa, bridgeSessionId=282f7e91722abba0
        Jicofo 2026-09-14 19:05:04.000 INFO: [42] \#(otherRoom) JitsiMeetConferenceImpl.onMemberJoined#860: Member joined:77d0e1f2 stats-id=Bill-w2e region=null audioMuted=true videoMuted=true role=OWNER isJibri=false isJigasi=false
        Jicofo 2026-09-14 19:05:04.110 INFO: [25] \#(otherRoom) ColibriV2SessionManager.allocate#326: Selected jvb-1 for $77d0e1f2 (visitor=false, session exists: false)
        Jicofo 2026-09-14 19:10:00.000 WARNING: [29] BridgeSelector.updateBridge#141: Bridge is overloaded: Bridge[jid=jvbbrewery@internal.auth.meet.example.org/jvb-2, version=2.3.198-g5ff19598, relayId=null, region=null, stress=1.04]
        Jicofo 2026-09-14 19:12:46.000 INFO: [42] \#(room) JitsiMeetConferenceImpl.onMemberLeft#1002: Member left:a5beec45
        Jicofo 2026-09-14 19:12:52.000 INFO: [42] \#(room) JitsiMeetConferenceImpl.onMemberJoined#860: Member joined:a5beec45 stats-id=rosa@example.net region=eu audioMuted=true videoMuted=true role=PARTICIPANT isJibri=false isJigasi=false
        Jicofo 2026-09-14 19:13:00.000 FINER: [30] \#(room) ChatRoomImpl.processPresence#684: Presence received <presence xmlns='jabber:client' from='elternabend-3b@conference.meet.example.org/a5beec45'><nick xmlns='http://jabber.org/protocol/nick'>Rosa Ahrens</nick><email>rosa@example.net</email></presence>
        Jicofo 2026-09-14 19:45:14.500 INFO: [22] \#(room) JitsiMeetConferenceImpl.stop#520: Stopped.
        """#

    /// The context of the bridge's lines on the conference, without the closing bracket.
    static let conference =
        "[confId=282f7e91722abba0 conf_name=elternabend-3b@conference.meet.example.org meeting_id=cba7d0d6"

    static let bridge = #"""
        JVB 2026-09-14 19:00:06.115 INFO: [47] \#(conference)] Conference.lambda$new$0#336: RECV colibri2 request: <iq xmlns="jabber:client" to="jvb@auth.meet.example.org/W3FO3dsVkgxJ" from="jvbbrewery@internal.auth.meet.example.org/focus" id="anZi" type="get"><conference-modify xmlns="jitsi:colibri2" create="true" meeting-id="cba7d0d6-6f65-436c-b4f3-a3ad5665e614" name="elternabend-3b@conference.meet.example.org"/></iq>
        JVB 2026-09-14 19:00:06.120 INFO: [47] \#(conference) epId=6b17a0f5 stats_id=Flossie-5QS] Endpoint.<init>#432: Created new endpoint, iceControlling=true
        JVB 2026-09-14 19:00:06.130 INFO: [47] \#(conference)] Conference.lambda$new$0#371: SENT colibri2 response: <iq xmlns='jabber:client' type='result'><conference-modified xmlns='jitsi:colibri2'><endpoint id='6b17a0f5'><transport><transport xmlns='urn:xmpp:jingle:transports:ice-udp:1' pwd='3k1q9bm5d0p6l2' ufrag='67emp1i602c6hh'><candidate ip='192.0.2.10' port='10000' type='host'/></transport></transport></endpoint></conference-modified></iq>
        JVB 2026-09-14 19:00:07.000 INFO: [62] \#(conference) epId=6b17a0f5 stats_id=Flossie-5QS local_ufrag=67emp1i602c6hh ufrag=67emp1i602c6hh] IceTransport.iceStateChanged#331: ICE state changed old=Running new=Completed
        JVB 2026-09-14 19:01:14.000 INFO: [62] \#(conference) epId=a5beec45 stats_id=rosa@example.net local_ufrag=3k9ta1ejl0mrss ufrag=3k9ta1ejl0mrss] IceTransport.iceStateChanged#331: ICE state changed old=Running new=Completed
        JVB 2026-09-14 19:02:33.200 INFO: [61] \#(conference) epId=c41f09aa stats_id=Tessie-0dR componentId=1 local_ufrag=9pq11i602aaaa ufrag=9pq11i602aaaa name=stream] Component.addUpdateRemoteCandidates#369: Update remote candidate for stream.RTP: 198.51.100.23:46862/udp
        JVB 2026-09-14 19:02:41.000 INFO: [63] \#(conference) epId=c41f09aa stats_id=Tessie-0dR local_ufrag=9pq11i602aaaa ufrag=9pq11i602aaaa] ConnectivityCheckClient.processTimeout#867: timeout for pair: 192.0.2.10:10000/udp/host -> 198.51.100.23:46862/udp/srflx (stream.RTP), failing.
        JVB 2026-09-14 19:02:42.000 INFO: [63] \#(conference) epId=c41f09aa stats_id=Tessie-0dR local_ufrag=9pq11i602aaaa ufrag=9pq11i602aaaa] ConnectivityCheckClient.processTimeout#867: timeout for pair: [2001:db8:1:0:0:0:0:10]:10000/udp/host -> [2001:db8:85a3:0:0:8a2e:370:7334]:26330/udp/host (stream.RTP), failing.
        JVB 2026-09-14 19:02:48.000 INFO: [63] \#(conference) epId=c41f09aa stats_id=Tessie-0dR local_ufrag=9pq11i602aaaa ufrag=9pq11i602aaaa] IceTransport.iceStateChanged#331: ICE state changed old=Running new=Failed
        JVB 2026-09-14 19:09:59.000 WARNING: [24] org.ice4j.ice.harvest.AbstractUdpListener$MySocket.addBuffer: Dropping a packet because the queue is full. Remote address = /203.0.113.7:26330 ufrag=67emp1i602c6hh
        JVB 2026-09-14 19:45:15.400 INFO: [64] \#(conference) epId=6b17a0f5 stats_id=Flossie-5QS] Endpoint.expire#1093: Expired.
        JVB 2026-09-14 19:45:15.443 INFO: [64] \#(conference)] Conference.updateStatisticsOnExpire#610: expire_conf,duration=2709
        """#

    static let turn = #"""
        12: : handle_udp_packet: New UDP endpoint: local addr 192.0.2.10:3478, remote addr 198.51.100.23:59995
        12: : session 001000000000000001: realm <meet.example.org> user <>: incoming packet message processed, error 401: Unauthorized
        12: : session 001000000000000001: new, realm=<meet.example.org>, username=<1789491731>, lifetime=600, cipher=ECDHE-RSA-AES256-GCM-SHA384, method=TLSv1.2
        13: : ERROR: session 001000000000000001: A peer IP 192.0.2.10 denied in the range: 192.0.2.0-192.0.2.255 in server 1 
        13: : session 001000000000000001: realm <meet.example.org> user <1789491731>: incoming packet CREATE_PERMISSION processed, error 403: Forbidden IP
        15: : session 002000000000000001: closed (2nd stage), user <1789491731> realm <meet.example.org> origin <>, local 192.0.2.10:443, remote 203.0.113.7:51048, reason: TCP connection closed by client (callback)
        16: : IPv6. tcp or tls connected to: 2001:db8:85a3::8a2e:370:7334:51048
        """#
}
