/** What a reader of a bundle finds first; the same in every bundle of one form. */
export const INSTRUCTION_TEXT = `GÓI BẰNG CHỨNG TIẾN ĐỘ

Gói này cho biết một mục tiêu được giao đã thế nào vào một ngày, theo những gì hệ thống biết tại một thời điểm, và chứng minh rằng
các sự kiện làm căn cứ nằm trong nhật ký minh bạch mà người khác cũng giữ. Kiểm tra không cần máy chủ, không cần mạng, không cần tin chúng tôi.

Đọc gì trước
  history.pdf       lịch sử mục tiêu bằng lời, để in
  progress.json     số liệu và tình trạng như đã hiển thị
  history.json      lịch sử ấy dưới dạng dữ liệu
  directives/       lời văn bản chỉ đạo, khi người lấy gói được đọc
  events/           từng sự kiện, dạng JSON chuẩn tắc (RFC 8785), tên tệp là số thứ tự trong nhật ký
  proofs.json       bằng chứng từng sự kiện nằm trong nhật ký (RFC 9162)
  heads/            đầu nhật ký có chữ ký (C2SP signed note, Ed25519)
  consistency.json  bằng chứng nhật ký chỉ nối thêm vào các đầu cũ hơn
  keys.json         khóa công khai mà hệ thống tự nêu: chỉ để đối chiếu, không phải để tin
  manifest.json     SHA-256 của mọi tệp trên

Kiểm tra bằng chương trình
  tiendo verify GÓI.zip --key KHÓA [--head TỆP]
  KHÓA: khóa công khai mà quý vị nhận từ nơi khác (văn bản, trang tin, người làm chứng), không lấy từ gói này.
  TỆP: đầu nhật ký mà quý vị hay người làm chứng đã giữ từ trước; nhờ nó mới thấy được lịch sử bị viết lại rồi ký lại bằng đúng khóa.
  Mã thoát 0: khớp, trừ những gì chương trình nêu ở dòng “–”. 1: có sai khác, từng chỗ được nêu tên. 2: không đọc được gói, khóa hoặc đầu
  nhật ký: chưa kết luận được gì. 3: khớp một phần, điều nêu ở dòng “!” không được kiểm tra.

Kiểm tra bằng tay, với công cụ bất kỳ
  1. SHA-256 của mỗi tệp phải đúng như trong manifest.json.
  2. Lá của một sự kiện là SHA-256(0x00 + mục nhật ký). Mục nhật ký chính là nội dung tệp trong events/. Nếu tệp dài hơn 65535 byte thì mục là
     JSON chuẩn tắc của {bytes, id, recordedAt, revision, sha256, stream, type, v}, trong đó sha256 là của tệp.
  3. Từ lá, số thứ tự và bằng chứng trong proofs.json tính ra gốc cây theo RFC 9162 mục 2.1.3.2; gốc phải đúng như dòng thứ ba của heads/head.txt.
  4. Chữ ký cuối heads/head.txt phải đúng với khóa công khai (c2sp.org/signed-note).

Gói KHÔNG chứng minh: số liệu ban đầu là đúng thực tế; lúc “đã biết đến” mà gói tự nêu; không còn sự kiện nào khác về mục tiêu đến lúc ấy; và
những gì chương trình kiểm tra nêu là không tính lại được.


EVIDENCE BUNDLE

This bundle says how an assigned target stood on a day, by what the system knew at a moment, and proves that the events it rests on are in a
transparency log of which others keep the heads. Checking it needs no server, no network and no trust in us.

What to read first
  history.pdf       the target's history in words, to print
  progress.json     figures and status as they were shown
  history.json      that history as data
  directives/       the words of the directives, where whoever took the bundle may read them
  events/           each event, canonical JSON (RFC 8785), named by its place in the log
  proofs.json       proofs that each event is in the log (RFC 9162)
  heads/            signed heads of the log (C2SP signed note, Ed25519)
  consistency.json  proofs that the log only added to earlier heads
  keys.json         the public keys as the system names them: to compare, not to trust
  manifest.json     SHA-256 of every file above

With the program
  tiendo verify BUNDLE.zip --key KEY [--head FILE]
  KEY: the public key that you got from elsewhere (a letter, a web page, a witness), not from this bundle.
  FILE: a head of the log that you or a witness kept from before; only with it does a history show that was rewritten and signed again with
  the right key.
  Exit code 0: it agrees, but for what the program names on lines with “–”. 1: something does not agree, and each place is named. 2: bundle,
  key or head cannot be read: nothing is proven. 3: it agrees in part, and what stands on lines with “!” was not checked.

By hand, with any tool
  1. The SHA-256 of each file must be that of manifest.json.
  2. The leaf of an event is SHA-256(0x00 + entry). The entry is the content of the file in events/. Where that is longer than 65535 bytes the
     entry is the canonical JSON of {bytes, id, recordedAt, revision, sha256, stream, type, v}, whose sha256 is that of the file.
  3. Leaf, index and proof in proofs.json give the tree's root by RFC 9162 section 2.1.3.2; it must be the third line of heads/head.txt.
  4. The signature at the end of heads/head.txt must hold under the public key (c2sp.org/signed-note).

The bundle does NOT prove: that the figures were true when they were entered; the moment up to which it says that it tells; that there are no
further events about the target up to that moment; and what the checking program says it cannot work out again.
`;
