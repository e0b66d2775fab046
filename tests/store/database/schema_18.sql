PRAGMA application_id = 31331;
PRAGMA user_version = 18;
BEGIN TRANSACTION;
CREATE TABLE annotated_with (lexicon_hash TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO "annotated_with" VALUES('41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6');
CREATE TABLE annotation (
  passage_id INTEGER PRIMARY KEY REFERENCES passage(id), token_count INTEGER NOT NULL, character_count INTEGER NOT NULL,
  lexicon_hash TEXT NOT NULL, model_version TEXT NOT NULL, code_version TEXT NOT NULL, run_id TEXT NOT NULL REFERENCES run(id)
);
INSERT INTO "annotation" VALUES(1,9,43,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(2,8,37,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(3,19,83,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(4,90,408,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(5,95,398,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(6,55,198,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(7,43,164,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(8,88,350,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(9,66,277,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(10,47,208,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(11,56,254,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(12,73,310,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(13,8,17,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(14,13,27,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(15,7,13,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(16,14,35,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(17,58,133,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(18,4,6,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(19,57,129,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(20,4,6,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(21,25,43,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(22,23,62,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(23,26,55,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(24,17,32,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(25,4,6,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(26,62,122,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(27,64,123,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(28,53,104,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(29,24,44,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(30,4,6,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(31,48,89,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(32,16,28,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(33,9,19,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(34,5,9,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(35,6,10,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(36,3,6,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(37,6,10,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(38,17,32,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(39,15,29,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(40,5,12,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(41,62,102,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(42,16,24,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(43,74,149,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(44,26,37,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(45,58,107,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(46,22,32,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(47,41,75,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(48,26,42,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(49,66,113,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(50,16,23,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(51,90,174,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(52,18,28,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(53,44,76,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(54,11,13,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(55,25,40,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(56,24,44,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(57,6,15,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(58,4,6,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(59,16,44,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(60,2,5,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(61,6,20,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(62,12,56,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(63,6,22,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','38faa0623aaa');
INSERT INTO "annotation" VALUES(64,9,40,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','592e712573bf');
INSERT INTO "annotation" VALUES(65,8,37,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','592e712573bf');
INSERT INTO "annotation" VALUES(66,19,83,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','592e712573bf');
INSERT INTO "annotation" VALUES(67,90,408,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','592e712573bf');
INSERT INTO "annotation" VALUES(68,95,398,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','592e712573bf');
INSERT INTO "annotation" VALUES(69,55,198,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','592e712573bf');
INSERT INTO "annotation" VALUES(70,43,164,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','592e712573bf');
INSERT INTO "annotation" VALUES(71,88,350,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','592e712573bf');
INSERT INTO "annotation" VALUES(72,66,277,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','592e712573bf');
INSERT INTO "annotation" VALUES(73,47,208,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','592e712573bf');
INSERT INTO "annotation" VALUES(74,56,254,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','592e712573bf');
INSERT INTO "annotation" VALUES(75,73,310,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','592e712573bf');
INSERT INTO "annotation" VALUES(76,7,38,'41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','e3f2b6af23f2','0.2.0','592e712573bf');
CREATE TABLE category (
  passage_id INTEGER NOT NULL REFERENCES passage(id), label TEXT NOT NULL, kind TEXT NOT NULL, probability REAL NOT NULL,
  rank INTEGER, -- 0 the surest above its threshold; NULL below
  PRIMARY KEY (passage_id, label)
) WITHOUT ROWID;
INSERT INTO "category" VALUES(1,'foreign_technology','strategy',0.0152,NULL);
INSERT INTO "category" VALUES(3,'subsidies_tax','instrument',0.015,NULL);
INSERT INTO "category" VALUES(4,'customer_linkage','instrument',0.0175,NULL);
INSERT INTO "category" VALUES(4,'foreign_technology','strategy',0.998,0);
INSERT INTO "category" VALUES(4,'investment_opening','instrument',0.0173,NULL);
INSERT INTO "category" VALUES(4,'rd_support','instrument',0.0157,NULL);
INSERT INTO "category" VALUES(4,'subsidies_tax','instrument',0.0803,NULL);
INSERT INTO "category" VALUES(4,'technology_transfer','instrument',0.9912,0);
INSERT INTO "category" VALUES(5,'customer_linkage','instrument',0.0503,NULL);
INSERT INTO "category" VALUES(5,'facilitated_divestment','instrument',0.037,NULL);
INSERT INTO "category" VALUES(5,'foreign_technology','strategy',0.9942,0);
INSERT INTO "category" VALUES(5,'indigenous_champions','strategy',0.724,1);
INSERT INTO "category" VALUES(5,'investment_opening','instrument',0.0879,NULL);
INSERT INTO "category" VALUES(5,'procurement_market_protection','instrument',0.3906,1);
INSERT INTO "category" VALUES(5,'subsidies_tax','instrument',0.0962,NULL);
INSERT INTO "category" VALUES(5,'technology_transfer','instrument',0.9907,0);
INSERT INTO "category" VALUES(6,'designation_programme','instrument',0.0151,NULL);
INSERT INTO "category" VALUES(6,'foreign_technology','strategy',0.9859,0);
INSERT INTO "category" VALUES(6,'indigenous_champions','strategy',0.1066,NULL);
INSERT INTO "category" VALUES(6,'investment_opening','instrument',0.1106,NULL);
INSERT INTO "category" VALUES(6,'rd_support','instrument',0.0619,NULL);
INSERT INTO "category" VALUES(6,'technology_transfer','instrument',0.9919,0);
INSERT INTO "category" VALUES(6,'whole_of_nation','strategy',0.0142,NULL);
INSERT INTO "category" VALUES(7,'designation_programme','instrument',0.012,NULL);
INSERT INTO "category" VALUES(7,'export_control','instrument',0.0119,NULL);
INSERT INTO "category" VALUES(7,'foreign_technology','strategy',0.0409,NULL);
INSERT INTO "category" VALUES(7,'indigenous_champions','strategy',0.0191,NULL);
INSERT INTO "category" VALUES(7,'tech_leverage','strategy',0.0143,NULL);
INSERT INTO "category" VALUES(7,'technology_transfer','instrument',0.3974,0);
INSERT INTO "category" VALUES(7,'whole_of_nation','strategy',0.0139,NULL);
INSERT INTO "category" VALUES(8,'foreign_technology','strategy',0.036,NULL);
INSERT INTO "category" VALUES(8,'indigenous_champions','strategy',0.0211,NULL);
INSERT INTO "category" VALUES(8,'policy_bank_credit','instrument',0.0131,NULL);
INSERT INTO "category" VALUES(8,'procurement_market_protection','instrument',0.0305,NULL);
INSERT INTO "category" VALUES(8,'rd_support','instrument',0.4111,0);
INSERT INTO "category" VALUES(8,'subsidies_tax','instrument',0.2231,NULL);
INSERT INTO "category" VALUES(8,'tech_leverage','strategy',0.0197,NULL);
INSERT INTO "category" VALUES(8,'technology_transfer','instrument',0.0985,NULL);
INSERT INTO "category" VALUES(8,'whole_of_nation','strategy',0.7947,0);
INSERT INTO "category" VALUES(9,'customer_linkage','instrument',0.0293,NULL);
INSERT INTO "category" VALUES(9,'designation_programme','instrument',0.2137,NULL);
INSERT INTO "category" VALUES(9,'equity_finance','instrument',0.0193,NULL);
INSERT INTO "category" VALUES(9,'indigenous_champions','strategy',0.1117,NULL);
INSERT INTO "category" VALUES(9,'policy_bank_credit','instrument',0.0102,NULL);
INSERT INTO "category" VALUES(9,'procurement_market_protection','instrument',0.2097,NULL);
INSERT INTO "category" VALUES(9,'rd_support','instrument',0.9785,0);
INSERT INTO "category" VALUES(9,'subsidies_tax','instrument',0.3027,1);
INSERT INTO "category" VALUES(9,'whole_of_nation','strategy',0.9914,0);
INSERT INTO "category" VALUES(10,'customer_linkage','instrument',0.5221,1);
INSERT INTO "category" VALUES(10,'indigenous_champions','strategy',1.0,0);
INSERT INTO "category" VALUES(10,'procurement_market_protection','instrument',0.9915,0);
INSERT INTO "category" VALUES(10,'subsidies_tax','instrument',0.0556,NULL);
INSERT INTO "category" VALUES(11,'designation_programme','instrument',0.0284,NULL);
INSERT INTO "category" VALUES(11,'foreign_technology','strategy',0.8138,0);
INSERT INTO "category" VALUES(11,'investment_opening','instrument',0.0796,NULL);
INSERT INTO "category" VALUES(11,'rd_support','instrument',0.0935,NULL);
INSERT INTO "category" VALUES(11,'subsidies_tax','instrument',0.0102,NULL);
INSERT INTO "category" VALUES(11,'technology_transfer','instrument',0.0174,NULL);
INSERT INTO "category" VALUES(11,'whole_of_nation','strategy',0.012,NULL);
INSERT INTO "category" VALUES(12,'rd_support','instrument',0.0282,NULL);
INSERT INTO "category" VALUES(12,'whole_of_nation','strategy',0.02,NULL);
INSERT INTO "category" VALUES(13,'whole_of_nation','strategy',0.0131,NULL);
INSERT INTO "category" VALUES(14,'designation_programme','instrument',0.9992,0);
INSERT INTO "category" VALUES(14,'equity_finance','instrument',0.0475,NULL);
INSERT INTO "category" VALUES(14,'subsidies_tax','instrument',0.057,NULL);
INSERT INTO "category" VALUES(14,'whole_of_nation','strategy',0.9954,0);
INSERT INTO "category" VALUES(16,'rd_support','instrument',0.0107,NULL);
INSERT INTO "category" VALUES(16,'whole_of_nation','strategy',0.052,NULL);
INSERT INTO "category" VALUES(17,'designation_programme','instrument',0.037,NULL);
INSERT INTO "category" VALUES(17,'indigenous_champions','strategy',0.2225,NULL);
INSERT INTO "category" VALUES(17,'whole_of_nation','strategy',0.0722,NULL);
INSERT INTO "category" VALUES(18,'designation_programme','instrument',0.0319,NULL);
INSERT INTO "category" VALUES(18,'whole_of_nation','strategy',0.0124,NULL);
INSERT INTO "category" VALUES(19,'customer_linkage','instrument',0.0368,NULL);
INSERT INTO "category" VALUES(19,'designation_programme','instrument',1.0,0);
INSERT INTO "category" VALUES(19,'equity_finance','instrument',0.036,NULL);
INSERT INTO "category" VALUES(19,'policy_bank_credit','instrument',0.0106,NULL);
INSERT INTO "category" VALUES(19,'subsidies_tax','instrument',0.946,1);
INSERT INTO "category" VALUES(19,'whole_of_nation','strategy',1.0,0);
INSERT INTO "category" VALUES(21,'designation_programme','instrument',0.0108,NULL);
INSERT INTO "category" VALUES(21,'indigenous_champions','strategy',0.0106,NULL);
INSERT INTO "category" VALUES(21,'procurement_market_protection','instrument',0.027,NULL);
INSERT INTO "category" VALUES(21,'subsidies_tax','instrument',0.0275,NULL);
INSERT INTO "category" VALUES(22,'foreign_technology','strategy',0.0423,NULL);
INSERT INTO "category" VALUES(22,'indigenous_champions','strategy',0.9024,0);
INSERT INTO "category" VALUES(22,'procurement_market_protection','instrument',0.0265,NULL);
INSERT INTO "category" VALUES(22,'rd_support','instrument',0.0166,NULL);
INSERT INTO "category" VALUES(22,'technology_transfer','instrument',0.0202,NULL);
INSERT INTO "category" VALUES(22,'whole_of_nation','strategy',0.0582,NULL);
INSERT INTO "category" VALUES(23,'designation_programme','instrument',0.0104,NULL);
INSERT INTO "category" VALUES(23,'rd_support','instrument',0.1096,NULL);
INSERT INTO "category" VALUES(23,'subsidies_tax','instrument',0.0128,NULL);
INSERT INTO "category" VALUES(23,'tech_leverage','strategy',0.0112,NULL);
INSERT INTO "category" VALUES(23,'technology_transfer','instrument',0.065,NULL);
INSERT INTO "category" VALUES(23,'whole_of_nation','strategy',0.0181,NULL);
INSERT INTO "category" VALUES(25,'economic_coercion','instrument',0.061,NULL);
INSERT INTO "category" VALUES(25,'tech_leverage','strategy',0.0199,NULL);
INSERT INTO "category" VALUES(26,'designation_programme','instrument',0.9885,1);
INSERT INTO "category" VALUES(26,'equity_finance','instrument',0.1157,NULL);
INSERT INTO "category" VALUES(26,'rd_support','instrument',0.7371,2);
INSERT INTO "category" VALUES(26,'subsidies_tax','instrument',1.0,0);
INSERT INTO "category" VALUES(26,'whole_of_nation','strategy',1.0,0);
INSERT INTO "category" VALUES(27,'customer_linkage','instrument',0.0131,NULL);
INSERT INTO "category" VALUES(27,'designation_programme','instrument',0.4761,3);
INSERT INTO "category" VALUES(27,'equity_finance','instrument',0.9857,1);
INSERT INTO "category" VALUES(27,'facilitated_divestment','instrument',0.0695,NULL);
INSERT INTO "category" VALUES(27,'policy_bank_credit','instrument',1.0,0);
INSERT INTO "category" VALUES(27,'subsidies_tax','instrument',0.9406,2);
INSERT INTO "category" VALUES(27,'whole_of_nation','strategy',0.9999,0);
INSERT INTO "category" VALUES(28,'customer_linkage','instrument',1.0,0);
INSERT INTO "category" VALUES(28,'designation_programme','instrument',0.3506,3);
INSERT INTO "category" VALUES(28,'indigenous_champions','strategy',0.6618,1);
INSERT INTO "category" VALUES(28,'procurement_market_protection','instrument',0.776,2);
INSERT INTO "category" VALUES(28,'standards_security_review','instrument',0.018,NULL);
INSERT INTO "category" VALUES(28,'subsidies_tax','instrument',0.9419,1);
INSERT INTO "category" VALUES(28,'whole_of_nation','strategy',0.948,0);
INSERT INTO "category" VALUES(29,'customer_linkage','instrument',0.7505,1);
INSERT INTO "category" VALUES(29,'designation_programme','instrument',0.4103,2);
INSERT INTO "category" VALUES(29,'indigenous_champions','strategy',0.9681,0);
INSERT INTO "category" VALUES(29,'procurement_market_protection','instrument',0.9992,0);
INSERT INTO "category" VALUES(29,'subsidies_tax','instrument',0.0666,NULL);
INSERT INTO "category" VALUES(29,'whole_of_nation','strategy',0.8137,1);
INSERT INTO "category" VALUES(31,'designation_programme','instrument',0.08,NULL);
INSERT INTO "category" VALUES(31,'export_control','instrument',0.012,NULL);
INSERT INTO "category" VALUES(31,'subsidies_tax','instrument',0.0147,NULL);
INSERT INTO "category" VALUES(31,'whole_of_nation','strategy',0.0137,NULL);
INSERT INTO "category" VALUES(33,'designation_programme','instrument',0.9511,0);
INSERT INTO "category" VALUES(33,'subsidies_tax','instrument',0.046,NULL);
INSERT INTO "category" VALUES(33,'whole_of_nation','strategy',0.9868,0);
INSERT INTO "category" VALUES(34,'designation_programme','instrument',0.0415,NULL);
INSERT INTO "category" VALUES(36,'rd_support','instrument',0.0191,NULL);
INSERT INTO "category" VALUES(36,'whole_of_nation','strategy',0.026,NULL);
INSERT INTO "category" VALUES(37,'designation_programme','instrument',0.0139,NULL);
INSERT INTO "category" VALUES(39,'economic_coercion','instrument',0.33,1);
INSERT INTO "category" VALUES(39,'export_control','instrument',0.9695,0);
INSERT INTO "category" VALUES(39,'tech_leverage','strategy',0.9706,0);
INSERT INTO "category" VALUES(40,'economic_coercion','instrument',0.2823,NULL);
INSERT INTO "category" VALUES(40,'export_control','instrument',0.9962,0);
INSERT INTO "category" VALUES(40,'tech_leverage','strategy',0.9881,0);
INSERT INTO "category" VALUES(41,'economic_coercion','instrument',0.0427,NULL);
INSERT INTO "category" VALUES(41,'export_control','instrument',0.9933,0);
INSERT INTO "category" VALUES(41,'tech_leverage','strategy',0.9592,0);
INSERT INTO "category" VALUES(42,'export_control','instrument',0.9271,0);
INSERT INTO "category" VALUES(42,'tech_leverage','strategy',0.8952,0);
INSERT INTO "category" VALUES(43,'economic_coercion','instrument',0.1915,NULL);
INSERT INTO "category" VALUES(43,'export_control','instrument',1.0,0);
INSERT INTO "category" VALUES(43,'tech_leverage','strategy',1.0,0);
INSERT INTO "category" VALUES(44,'foreign_technology','strategy',0.0608,NULL);
INSERT INTO "category" VALUES(44,'tech_leverage','strategy',0.0122,NULL);
INSERT INTO "category" VALUES(44,'technology_transfer','instrument',0.0256,NULL);
INSERT INTO "category" VALUES(45,'economic_coercion','instrument',0.0287,NULL);
INSERT INTO "category" VALUES(45,'export_control','instrument',0.9995,0);
INSERT INTO "category" VALUES(45,'tech_leverage','strategy',0.9848,0);
INSERT INTO "category" VALUES(46,'economic_coercion','instrument',0.0111,NULL);
INSERT INTO "category" VALUES(46,'export_control','instrument',0.0159,NULL);
INSERT INTO "category" VALUES(46,'foreign_technology','strategy',0.0351,NULL);
INSERT INTO "category" VALUES(46,'tech_leverage','strategy',0.1394,NULL);
INSERT INTO "category" VALUES(47,'export_control','instrument',0.9999,0);
INSERT INTO "category" VALUES(47,'tech_leverage','strategy',0.9994,0);
INSERT INTO "category" VALUES(47,'technology_transfer','instrument',0.022,NULL);
INSERT INTO "category" VALUES(48,'economic_coercion','instrument',0.9442,0);
INSERT INTO "category" VALUES(48,'export_control','instrument',0.4787,1);
INSERT INTO "category" VALUES(48,'standards_security_review','instrument',0.0146,NULL);
INSERT INTO "category" VALUES(48,'tech_leverage','strategy',0.9902,0);
INSERT INTO "category" VALUES(49,'economic_coercion','instrument',0.9995,0);
INSERT INTO "category" VALUES(49,'export_control','instrument',0.9919,1);
INSERT INTO "category" VALUES(49,'tech_leverage','strategy',1.0,0);
INSERT INTO "category" VALUES(51,'customer_linkage','instrument',0.8996,1);
INSERT INTO "category" VALUES(51,'designation_programme','instrument',0.0394,NULL);
INSERT INTO "category" VALUES(51,'equity_finance','instrument',0.0557,NULL);
INSERT INTO "category" VALUES(51,'export_control','instrument',0.0166,NULL);
INSERT INTO "category" VALUES(51,'indigenous_champions','strategy',0.3172,NULL);
INSERT INTO "category" VALUES(51,'policy_bank_credit','instrument',0.5196,2);
INSERT INTO "category" VALUES(51,'procurement_market_protection','instrument',0.0697,NULL);
INSERT INTO "category" VALUES(51,'rd_support','instrument',0.0151,NULL);
INSERT INTO "category" VALUES(51,'subsidies_tax','instrument',0.9652,0);
INSERT INTO "category" VALUES(51,'tech_leverage','strategy',0.0383,NULL);
INSERT INTO "category" VALUES(51,'whole_of_nation','strategy',0.4629,0);
INSERT INTO "category" VALUES(52,'facilitated_divestment','instrument',0.869,0);
INSERT INTO "category" VALUES(52,'indigenous_champions','strategy',0.0788,NULL);
INSERT INTO "category" VALUES(53,'economic_coercion','instrument',0.0148,NULL);
INSERT INTO "category" VALUES(53,'export_control','instrument',0.0137,NULL);
INSERT INTO "category" VALUES(53,'facilitated_divestment','instrument',0.99,0);
INSERT INTO "category" VALUES(53,'indigenous_champions','strategy',0.1176,NULL);
INSERT INTO "category" VALUES(53,'tech_leverage','strategy',0.1374,NULL);
INSERT INTO "category" VALUES(56,'procurement_market_protection','instrument',0.0135,NULL);
INSERT INTO "category" VALUES(57,'whole_of_nation','strategy',0.0546,NULL);
INSERT INTO "category" VALUES(59,'designation_programme','instrument',0.8658,0);
INSERT INTO "category" VALUES(59,'indigenous_champions','strategy',0.0498,NULL);
INSERT INTO "category" VALUES(59,'rd_support','instrument',0.0779,NULL);
INSERT INTO "category" VALUES(59,'subsidies_tax','instrument',0.3112,1);
INSERT INTO "category" VALUES(59,'whole_of_nation','strategy',0.9965,0);
INSERT INTO "category" VALUES(62,'designation_programme','instrument',0.0203,NULL);
INSERT INTO "category" VALUES(62,'rd_support','instrument',0.1661,NULL);
INSERT INTO "category" VALUES(62,'subsidies_tax','instrument',0.0134,NULL);
INSERT INTO "category" VALUES(62,'whole_of_nation','strategy',0.9525,0);
INSERT INTO "category" VALUES(63,'designation_programme','instrument',0.0205,NULL);
INSERT INTO "category" VALUES(63,'equity_finance','instrument',0.0332,NULL);
INSERT INTO "category" VALUES(63,'policy_bank_credit','instrument',0.0104,NULL);
INSERT INTO "category" VALUES(63,'whole_of_nation','strategy',0.0392,NULL);
INSERT INTO "category" VALUES(64,'foreign_technology','strategy',0.0267,NULL);
INSERT INTO "category" VALUES(66,'subsidies_tax','instrument',0.015,NULL);
INSERT INTO "category" VALUES(67,'customer_linkage','instrument',0.0175,NULL);
INSERT INTO "category" VALUES(67,'foreign_technology','strategy',0.998,0);
INSERT INTO "category" VALUES(67,'investment_opening','instrument',0.0173,NULL);
INSERT INTO "category" VALUES(67,'rd_support','instrument',0.0157,NULL);
INSERT INTO "category" VALUES(67,'subsidies_tax','instrument',0.0803,NULL);
INSERT INTO "category" VALUES(67,'technology_transfer','instrument',0.9912,0);
INSERT INTO "category" VALUES(68,'customer_linkage','instrument',0.0503,NULL);
INSERT INTO "category" VALUES(68,'facilitated_divestment','instrument',0.037,NULL);
INSERT INTO "category" VALUES(68,'foreign_technology','strategy',0.9942,0);
INSERT INTO "category" VALUES(68,'indigenous_champions','strategy',0.724,1);
INSERT INTO "category" VALUES(68,'investment_opening','instrument',0.0879,NULL);
INSERT INTO "category" VALUES(68,'procurement_market_protection','instrument',0.3906,1);
INSERT INTO "category" VALUES(68,'subsidies_tax','instrument',0.0962,NULL);
INSERT INTO "category" VALUES(68,'technology_transfer','instrument',0.9907,0);
INSERT INTO "category" VALUES(69,'designation_programme','instrument',0.0151,NULL);
INSERT INTO "category" VALUES(69,'foreign_technology','strategy',0.9859,0);
INSERT INTO "category" VALUES(69,'indigenous_champions','strategy',0.1066,NULL);
INSERT INTO "category" VALUES(69,'investment_opening','instrument',0.1106,NULL);
INSERT INTO "category" VALUES(69,'rd_support','instrument',0.0619,NULL);
INSERT INTO "category" VALUES(69,'technology_transfer','instrument',0.9919,0);
INSERT INTO "category" VALUES(69,'whole_of_nation','strategy',0.0142,NULL);
INSERT INTO "category" VALUES(70,'designation_programme','instrument',0.012,NULL);
INSERT INTO "category" VALUES(70,'export_control','instrument',0.0119,NULL);
INSERT INTO "category" VALUES(70,'foreign_technology','strategy',0.0409,NULL);
INSERT INTO "category" VALUES(70,'indigenous_champions','strategy',0.0191,NULL);
INSERT INTO "category" VALUES(70,'tech_leverage','strategy',0.0143,NULL);
INSERT INTO "category" VALUES(70,'technology_transfer','instrument',0.3974,0);
INSERT INTO "category" VALUES(70,'whole_of_nation','strategy',0.0139,NULL);
INSERT INTO "category" VALUES(71,'foreign_technology','strategy',0.036,NULL);
INSERT INTO "category" VALUES(71,'indigenous_champions','strategy',0.0211,NULL);
INSERT INTO "category" VALUES(71,'policy_bank_credit','instrument',0.0131,NULL);
INSERT INTO "category" VALUES(71,'procurement_market_protection','instrument',0.0305,NULL);
INSERT INTO "category" VALUES(71,'rd_support','instrument',0.4111,0);
INSERT INTO "category" VALUES(71,'subsidies_tax','instrument',0.2231,NULL);
INSERT INTO "category" VALUES(71,'tech_leverage','strategy',0.0197,NULL);
INSERT INTO "category" VALUES(71,'technology_transfer','instrument',0.0985,NULL);
INSERT INTO "category" VALUES(71,'whole_of_nation','strategy',0.7947,0);
INSERT INTO "category" VALUES(72,'customer_linkage','instrument',0.0293,NULL);
INSERT INTO "category" VALUES(72,'designation_programme','instrument',0.2137,NULL);
INSERT INTO "category" VALUES(72,'equity_finance','instrument',0.0193,NULL);
INSERT INTO "category" VALUES(72,'indigenous_champions','strategy',0.1117,NULL);
INSERT INTO "category" VALUES(72,'policy_bank_credit','instrument',0.0102,NULL);
INSERT INTO "category" VALUES(72,'procurement_market_protection','instrument',0.2097,NULL);
INSERT INTO "category" VALUES(72,'rd_support','instrument',0.9785,0);
INSERT INTO "category" VALUES(72,'subsidies_tax','instrument',0.3027,1);
INSERT INTO "category" VALUES(72,'whole_of_nation','strategy',0.9914,0);
INSERT INTO "category" VALUES(73,'customer_linkage','instrument',0.5221,1);
INSERT INTO "category" VALUES(73,'indigenous_champions','strategy',1.0,0);
INSERT INTO "category" VALUES(73,'procurement_market_protection','instrument',0.9915,0);
INSERT INTO "category" VALUES(73,'subsidies_tax','instrument',0.0556,NULL);
INSERT INTO "category" VALUES(74,'designation_programme','instrument',0.0284,NULL);
INSERT INTO "category" VALUES(74,'foreign_technology','strategy',0.8138,0);
INSERT INTO "category" VALUES(74,'investment_opening','instrument',0.0796,NULL);
INSERT INTO "category" VALUES(74,'rd_support','instrument',0.0935,NULL);
INSERT INTO "category" VALUES(74,'subsidies_tax','instrument',0.0102,NULL);
INSERT INTO "category" VALUES(74,'technology_transfer','instrument',0.0174,NULL);
INSERT INTO "category" VALUES(74,'whole_of_nation','strategy',0.012,NULL);
INSERT INTO "category" VALUES(75,'rd_support','instrument',0.0282,NULL);
INSERT INTO "category" VALUES(75,'whole_of_nation','strategy',0.02,NULL);
INSERT INTO "category" VALUES(76,'designation_programme','instrument',0.0225,NULL);
INSERT INTO "category" VALUES(76,'rd_support','instrument',0.016,NULL);
INSERT INTO "category" VALUES(76,'subsidies_tax','instrument',0.0102,NULL);
INSERT INTO "category" VALUES(76,'whole_of_nation','strategy',0.3138,NULL);
CREATE TABLE citation (
  passage_id INTEGER NOT NULL REFERENCES passage(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, surface TEXT NOT NULL,
  relation TEXT NOT NULL, title TEXT NOT NULL, number TEXT NOT NULL, concept TEXT NOT NULL, date TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (passage_id, start, "end")
) WITHOUT ROWID;
INSERT INTO "citation" VALUES(8,193,223,'Medium and Long-Term Programme','mentioning','mediumandlongtermprogramme','','','');
INSERT INTO "citation" VALUES(15,0,13,'样工信发〔2021〕12号','mentioning','','样工信发〔2021〕12号','','');
INSERT INTO "citation" VALUES(17,4,37,'财政部　工业和信息化部关于支持“专精特新”中小企业高质量发展的通知','implementing','财政部工业和信息化部关于支持专精特新中小企业高质量发展的通知','财建〔2021〕2号','','');
INSERT INTO "citation" VALUES(41,10,31,'商务部、海关总署发布2025年第18号公告','mentioning','','商务部海关总署发布公告2025年第18号','','');
INSERT INTO "citation" VALUES(43,44,56,'中华人民共和国出口管制法','according_to','出口管制法','','export-control-law','');
INSERT INTO "citation" VALUES(43,59,76,'中华人民共和国两用物项出口管制条例','according_to','两用物项出口管制条例','','dual-use-export-control-regulations','');
INSERT INTO "citation" VALUES(47,26,40,'中国禁止出口限制出口技术目录','mentioning','中国禁止出口限制出口技术目录','','prohibited-restricted-export-tech-catalogue','');
INSERT INTO "citation" VALUES(71,193,223,'Medium and Long-Term Programme','mentioning','mediumandlongtermprogramme','','','');
CREATE TABLE corpus_read (
  corpus TEXT PRIMARY KEY, finished TEXT NOT NULL, outcome TEXT NOT NULL, problem TEXT NOT NULL DEFAULT '', good TEXT NOT NULL DEFAULT '',
  counts TEXT NOT NULL DEFAULT '{}', run_id TEXT NOT NULL REFERENCES run(id)
) WITHOUT ROWID;
INSERT INTO "corpus_read" VALUES('old','2026-11-26T10:29:44+00:00','done','','2026-11-26T10:29:44+00:00','{"files": 4, "unchanged": 3, "documents": 1, "passages": 13, "rejected": 0, "superseded": 1, "not_modified": 0}','19c593a6f7a2');
CREATE TABLE correction (
  text_hash TEXT NOT NULL, reader TEXT NOT NULL, made TEXT NOT NULL, model_version TEXT NOT NULL, passage_id INTEGER,
  language TEXT NOT NULL, labels TEXT NOT NULL, instruments TEXT NOT NULL, note TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (text_hash, reader, made)
) WITHOUT ROWID;
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "counter" VALUES('change',8);
INSERT INTO "counter" VALUES('identity',1918947989841666820);
INSERT INTO "counter" VALUES('naming',1157077545113746);
INSERT INTO "counter" VALUES('pairs',8);
INSERT INTO "counter" VALUES('totals',8);
CREATE TABLE document (
  id TEXT PRIMARY KEY, corpus TEXT NOT NULL, key TEXT NOT NULL, content_hash TEXT NOT NULL, title TEXT NOT NULL,
  publisher TEXT NOT NULL, document_number TEXT NOT NULL, written TEXT NOT NULL, published TEXT NOT NULL, date TEXT NOT NULL,
  url TEXT NOT NULL, language TEXT NOT NULL, format TEXT NOT NULL, encoding TEXT NOT NULL, source_sha256 TEXT NOT NULL,
  metadata TEXT NOT NULL, notes TEXT NOT NULL, text TEXT NOT NULL, superseded_by TEXT,
  first_seen TEXT NOT NULL, run_id TEXT NOT NULL REFERENCES run(id), code_version TEXT NOT NULL
);
INSERT INTO "document" VALUES('4bac6d0d5dd4f09d','old','in/2013-en-commentary-buying-machines.txt','26637f611eb97832','WHAT THIRTY YEARS OF BUYING MACHINES HAVE TAUGHT US','','','2013-09-09','','2013-09-09','','en','txt','utf-8','d965122d025e716205c7de2dd7bdcae2f1cfaabbfabc6c913dfe975d5757b425','{"encoding_known_by": "utf-8", "from_text": ["written"], "derived": {"origins": {"written": "text"}}}','[]','WHAT THIRTY YEARS OF BUYING MACHINES HAVE TAUGHT US

Commentary, Sample Daily, 9 September 2013
(Sample document written for zhengce. The newspaper, the province and the plants
are fictional.)

Walk through any textile or steel town in Sample Province and the story of
technology imports can be read from the name plates: a rolling mill from Germany,
a spinning line from Japan, control cabinets from Switzerland. In the 1980s these
machines were the fastest road out of backwardness. The province bought 214
complete production lines between 1981 and 1990, paid for them with scarce foreign
exchange, and trained a generation of engineers on them. Nobody should be ashamed
of that.

Joint ventures were the second lesson. When foreign car makers were admitted in
the 1990s, the bargain was stated openly: a share of the market in return for
technology. Drawings, quality manuals and supplier lists did reach the Chinese
partner, and local content in the provincial assembly plant rose from 17 percent
in 1994 to 82 percent in 2004. What did not arrive was the ability to design the
next model. The engine still came from abroad, and so did the software that ran it.

There is a better example close to home. A turbine works took out a licence for a
mid-sized gas turbine in 2003, set up a test station with its own money, and spent
one yuan on absorption and re-innovation for every two it paid to the licensor.
Ten years later it sells a machine of its own with a blade cooling system on which
it holds the patents. Licence, absorb, improve: the order matters, and the middle
step is the one most often skipped.

That is why we speak today of indigenous innovation. The phrase does not mean
shutting the door. It means that an imported line should be the last of its kind
that the province has to buy. The Medium and Long-Term Programme for Science and
Technology (2006-2020) put it as a number: dependence on foreign technology is to
fall below 30 percent by 2020, and spending on research and development is to reach
2.5 percent of GDP.

How is this to be done? First, let the 863 Programme and the major national projects
pay for work that no single firm can carry, and insist that universities hand their
results to a factory. The provincial science department has set aside 240 million
yuan for such joint teams this year. Second, let public buyers give the first order.
A hospital that installs a domestic scanner, or a grid company that hangs a domestic
transformer, does more for a brand than a hundred exhibitions, and the home market
should be the place where our makers earn their first thousand hours of operation.

Third, keep inviting people. The province''s science park hosts eleven laboratories of
multinational companies, and about 300 of the engineers who have left them since 2005
now run or staff local firms. Knowledge travels in heads. A visa office that answers
within ten days is industrial policy as well.

Some readers will object that money spent on laboratories is money not spent on roads
and village schools. They have a point, and the county budgets published last month
show that rural schools still take the larger share. But a province that lives on
other people''s blueprints will always be paid last. The machines taught us to
produce. It is time they taught us to invent.
','a7d420496069d670','2026-11-26T10:29:36+00:00','0cc73c0bb28f','0.2.0');
INSERT INTO "document" VALUES('ba138d18a44306f8','old','in/2021-zh-notice-little-giants.txt','34de4a3be34ed844','关于开展2021年专精特新“小巨人”企业培育工作的通知','样例省工业和信息化厅 样例省财政厅','样工信发〔2021〕12号','2021-03-12','','2021-03-12','','zh','txt','utf-8','c567b76137171fe8cef898b13ad8ec9da58333ef2dd6a109b88378deba31cecf','{"encoding_known_by": "utf-8", "from_text": ["document_number", "written", "publisher"], "derived": {"kind": "notice", "issuers": ["样例省工业和信息化厅", "样例省财政厅"], "origins": {"document_number": "text", "written": "text", "publisher": "text"}}}','[]','样例省工业和信息化厅　样例省财政厅
关于开展2021年专精特新“小巨人”企业培育工作的通知

样工信发〔2021〕12号

各市、州工业和信息化主管部门、财政局，各国家高新技术产业开发区管委会：

　　为落实《财政部　工业和信息化部关于支持“专精特新”中小企业高质量发展的通知》（财建〔2021〕2号）精神，引导中小企业走专业化、精细化、特色化、新颖化道路，增强产业链供应链自主可控能力，服务以国内大循环为主体、国内国际双循环相互促进的新发展格局，现就有关事项通知如下：

一、培育目标

　　到2025年，全省累计培育省级专精特新中小企业2000家，其中国家级专精特新“小巨人”企业300家、制造业单项冠军企业40家，形成“创新型中小企业—专精特新中小企业—小巨人企业—单项冠军”的成长梯队；列入培育库的企业研发投入占营业收入的比重平均达到6%以上。

二、申报条件

（一）在省内注册满三年，专注同一细分产品三年以上，主导产品收入占营业收入的70%以上。

（二）主导产品属于制造业核心基础零部件、关键基础材料、先进基础工艺、产业技术基础或者工业软件，能够填补国内空白或者替代进口。

（三）截至上年末，拥有与主导产品有关的有效发明专利2项以上，设有技术中心、院士专家工作站或者博士后工作站之一。

（四）近三年在安全生产、环境保护和产品质量方面没有受过重大处罚。

三、支持措施

（一）奖补资金。省级财政五年安排20亿元，对新认定的“小巨人”企业一次性给予100万元奖励；对承担“卡脖子”技术攻关任务的企业，按核定研发投入的30%给予补助，单个企业每年不超过1000万元。企业同时享受制造业研发费用按100%加计扣除的政策。

（二）融资服务。鼓励政策性银行和国有商业银行开发“专精特新贷”，由省融资担保集团提供担保，担保费率不高于0.5%，财政对贷款利息补贴三分之一。省中小企业发展基金以股权方式投资培育库企业，并辅导符合条件的企业到科创板、创业板和新三板精选层挂牌上市。

（三）大中小企业协作。组织整机龙头企业发布采购清单和技术需求，定期举办“百场万企”对接活动；龙头企业采购培育库企业首批次产品的，按采购额的10%给予奖励。鼓励龙头企业向中小企业开放实验室、试验线和供应链数据。

（四）政府采购。各级预算单位预留的面向中小企业采购份额中，优先采购目录内的专精特新产品。

四、工作要求

　　各地要严格把关，不得收取任何费用，不得委托中介机构包装材料。请于2021年4月30日前将推荐名单和申报书报送省工业和信息化厅，逾期不予受理。已享受同类财政资金的项目不得重复申报。

　　本通知自印发之日起施行，有效期至2025年12月31日。

　　附件：1．样例省专精特新中小企业申报书
　　　　　2．推荐企业汇总表

样例省工业和信息化厅
样例省财政厅
二〇二一年三月十二日

（此件公开发布。样例文件，为 zhengce 软件编写，内容虚构。）
',NULL,'2026-11-26T10:29:36+00:00','0cc73c0bb28f','0.2.0');
INSERT INTO "document" VALUES('ead420137808b97e','old','in/2025-zh-qa-rare-earth-export-control.md','426af35b98f6e34a','样例省商务厅就中重稀土出口管制有关问题答企业问（样例文件）','样例省商务厅','','','2025-06-12','2025-06-12','https://example.org/sample/zh/2025/qa-0612','zh','md','utf-8','ed1c0bc92095f9d3aa89cc796fe258b80dc8dd11e32042c20f5205d606f840fd','{"encoding_known_by": "utf-8"}','[]','
# 中重稀土出口管制答企业问

2025年4月4日，商务部、海关总署发布2025年第18号公告，对钐、钆、铽、镝、镥、钪、钇7类中重稀土相关物项实施出口管制。公告发布以来，省商务厅收到企业咨询320多件。现就其中常见的问题集中答复如下。

**问：为什么要管制稀土，是不是不让出口了？**

答：管制不是禁止。中重稀土既用于电动汽车、机器人，也用于导弹和雷达，属于两用物项。依照《中华人民共和国出口管制法》和《中华人民共和国两用物项出口管制条例》，企业取得许可证就可以出口。我国在稀土冶炼分离环节占有全球大部分产能，握有这样的优势，就要对流向负责，不允许这些材料被用来损害我国的安全和利益。

**问：我公司生产的是含镝的磁钢，客户是国外汽车零部件厂，需要申请吗？**

答：需要。公告列明的永磁材料同样在管制范围之内。请准备合同、最终用户和最终用途证明、磁钢成分检测报告，经省商务厅转报商务部审批。对民用、用途明确、信用良好的企业，可以申请通用许可，在有效期内多次出口，不必一单一报。

**问：外国客户要求我们提供磁钢的配方和烧结工艺，能不能给？**

答：不能擅自提供。稀土提炼、加工和永磁制备技术列在《中国禁止出口限制出口技术目录》，以邮件、图纸、远程指导等方式向境外转移都算出口，未经许可属于违法。

**问：听说有的境外公司被列入管控名单和不可靠实体清单，与它们的合同还能履行吗？**

答：被列入管控名单的境外实体，原则上禁止向其出口两用物项；被列入不可靠实体清单的，还可能被禁止与我国进行进出口交易和在华投资。这是对其采取歧视性措施、切断正常供应的回应。合同尚未履行的，应当立即停止发货，并在5个工作日内报告。

**问：管制以后订单减少，政府有什么帮助？**

答：一是支持就地深加工。对新建高性能磁材、伺服电机项目，省级财政按设备投资额的12%给予补助，到2027年，全省稀土原料就地转化率要由58%提高到80%。二是扩大国内需求。由省工信厅组织人形机器人、风电整机企业与磁材企业签订长期供货协议，首批意向采购额46亿元。三是金融支持。中国进出口银行省分行为受影响企业安排专项贷款额度20亿元，允许展期一年。

**问：两家以上小磁材厂经营困难，能否由大集团接手？**

答：可以。省国资委已经委托省稀土集团牵头，对产能利用率低于40%的小厂进行收购或者托管，职工原则上随资产安置，矿权和环保责任一并移交，年内计划整合6家。

**问：办证要跑几趟？**

答：全程网上办理，一趟也不用跑。政务服务大厅周末照常开放，提供停车和母婴室服务。

*本文为 zhengce 软件样例文件，问答内容由样例作者撰写，不代表任何真实机构的解释。*
',NULL,'2026-11-26T10:29:36+00:00','0cc73c0bb28f','0.2.0');
INSERT INTO "document" VALUES('97bc0a978dff9cb5','old','in/notes.jsonl#n1','ee85247f5cc072c6','关于加快集成电路产业发展的通知','','','','2022-03-04','2022-03-04','','zh','jsonl','utf-8','82d0a1b12329767fe82bf0e1340f6aefe5ac60a371863a27b68c735968009986','{"record_id": "n1", "line": 1, "derived": {"kind": "notice"}}','[]','各有关单位：
为实现关键核心技术自主可控，支持专精特新企业，到2025年研发投入强度达到2.8%以上。
特此通知。',NULL,'2026-11-26T10:29:36+00:00','0cc73c0bb28f','0.2.0');
INSERT INTO "document" VALUES('39929af12e238a9d','old','in/notes.jsonl#n2','11b2abc80bc5a4f7','A note on self-reliance','','','','2021','2021','','en','jsonl','utf-8','82d0a1b12329767fe82bf0e1340f6aefe5ac60a371863a27b68c735968009986','{"record_id": "n2", "line": 2}','[]','The new whole-of-nation system supports indigenous innovation.

Huawei and SMIC are named.',NULL,'2026-11-26T10:29:36+00:00','0cc73c0bb28f','0.2.0');
INSERT INTO "document" VALUES('a7d420496069d670','old','in/2013-en-commentary-buying-machines.txt','9118f5c7e279ec4d','WHAT THIRTY YEARS OF buying tools HAVE TAUGHT US','','','2013-09-09','','2013-09-09','','en','txt','utf-8','5ebf60e686c3424daec139c2d3bd161852731461f7111639d11b0bc87a686d0d','{"encoding_known_by": "utf-8", "from_text": ["written"], "derived": {"origins": {"written": "text"}}}','[]','WHAT THIRTY YEARS OF buying tools HAVE TAUGHT US

Commentary, Sample Daily, 9 September 2013
(Sample document written for zhengce. The newspaper, the province and the plants
are fictional.)

Walk through any textile or steel town in Sample Province and the story of
technology imports can be read from the name plates: a rolling mill from Germany,
a spinning line from Japan, control cabinets from Switzerland. In the 1980s these
machines were the fastest road out of backwardness. The province bought 214
complete production lines between 1981 and 1990, paid for them with scarce foreign
exchange, and trained a generation of engineers on them. Nobody should be ashamed
of that.

Joint ventures were the second lesson. When foreign car makers were admitted in
the 1990s, the bargain was stated openly: a share of the market in return for
technology. Drawings, quality manuals and supplier lists did reach the Chinese
partner, and local content in the provincial assembly plant rose from 17 percent
in 1994 to 82 percent in 2004. What did not arrive was the ability to design the
next model. The engine still came from abroad, and so did the software that ran it.

There is a better example close to home. A turbine works took out a licence for a
mid-sized gas turbine in 2003, set up a test station with its own money, and spent
one yuan on absorption and re-innovation for every two it paid to the licensor.
Ten years later it sells a machine of its own with a blade cooling system on which
it holds the patents. Licence, absorb, improve: the order matters, and the middle
step is the one most often skipped.

That is why we speak today of indigenous innovation. The phrase does not mean
shutting the door. It means that an imported line should be the last of its kind
that the province has to buy. The Medium and Long-Term Programme for Science and
Technology (2006-2020) put it as a number: dependence on foreign technology is to
fall below 30 percent by 2020, and spending on research and development is to reach
2.5 percent of GDP.

How is this to be done? First, let the 863 Programme and the major national projects
pay for work that no single firm can carry, and insist that universities hand their
results to a factory. The provincial science department has set aside 240 million
yuan for such joint teams this year. Second, let public buyers give the first order.
A hospital that installs a domestic scanner, or a grid company that hangs a domestic
transformer, does more for a brand than a hundred exhibitions, and the home market
should be the place where our makers earn their first thousand hours of operation.

Third, keep inviting people. The province''s science park hosts eleven laboratories of
multinational companies, and about 300 of the engineers who have left them since 2005
now run or staff local firms. Knowledge travels in heads. A visa office that answers
within ten days is industrial policy as well.

Some readers will object that money spent on laboratories is money not spent on roads
and village schools. They have a point, and the county budgets published last month
show that rural schools still take the larger share. But a province that lives on
other people''s blueprints will always be paid last. The machines taught us to
produce. It is time they taught us to invent.
One sentence more on indigenous innovation.
',NULL,'2026-11-26T10:29:44+00:00','19c593a6f7a2','0.2.0');
CREATE TABLE document_cluster (
  document_id TEXT PRIMARY KEY REFERENCES document(id), cluster TEXT NOT NULL, similarity REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE document_content_id (
  document_id TEXT PRIMARY KEY REFERENCES document(id), content_id TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "document_content_id" VALUES('97bc0a978dff9cb5','3ddf3011805668bc');
INSERT INTO "document_content_id" VALUES('a7d420496069d670','7d5f657775aab912');
INSERT INTO "document_content_id" VALUES('4bac6d0d5dd4f09d','82714acd13a583a5');
INSERT INTO "document_content_id" VALUES('39929af12e238a9d','8c823c864d41fc6e');
INSERT INTO "document_content_id" VALUES('ba138d18a44306f8','93a1535b86018239');
INSERT INTO "document_content_id" VALUES('ead420137808b97e','e5676296e83d7226');
CREATE TABLE document_correction (
  corpus TEXT NOT NULL, key TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, original TEXT NOT NULL, made TEXT NOT NULL,
  PRIMARY KEY (corpus, key, field)
) WITHOUT ROWID;
CREATE TABLE document_name (
  document_id TEXT NOT NULL REFERENCES document(id), kind TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (document_id, kind, name)
) WITHOUT ROWID;
INSERT INTO "document_name" VALUES('39929af12e238a9d','title','anoteonselfreliance');
INSERT INTO "document_name" VALUES('4bac6d0d5dd4f09d','title','whatthirtyyearsofbuyingmachineshavetaughtus');
INSERT INTO "document_name" VALUES('a7d420496069d670','title','whatthirtyyearsofbuyingtoolshavetaughtus');
INSERT INTO "document_name" VALUES('97bc0a978dff9cb5','title','关于加快集成电路产业发展的通知');
INSERT INTO "document_name" VALUES('ba138d18a44306f8','title','关于开展2021年专精特新小巨人企业培育工作的通知');
INSERT INTO "document_name" VALUES('ead420137808b97e','title','样例省商务厅就中重稀土出口管制有关问题答企业问样例文件');
INSERT INTO "document_name" VALUES('ba138d18a44306f8','number','样工信发〔2021〕12号');
CREATE TABLE document_pair (
  id TEXT PRIMARY KEY, zh_document_id TEXT NOT NULL REFERENCES document(id), en_document_id TEXT NOT NULL REFERENCES document(id),
  known_by TEXT NOT NULL, status TEXT NOT NULL, score REAL NOT NULL, evidence TEXT NOT NULL,
  aligned_with TEXT NOT NULL DEFAULT '', aligned TEXT NOT NULL DEFAULT '', zh_coverage REAL, en_coverage REAL
) WITHOUT ROWID;
CREATE TABLE document_signature (
  document_id TEXT PRIMARY KEY REFERENCES document(id), way TEXT NOT NULL, clustered INTEGER NOT NULL DEFAULT 0, signature BLOB NOT NULL
) WITHOUT ROWID;
INSERT INTO "document_signature" VALUES('39929af12e238a9d','runs of 5, 128 permutations, 1',1,X'A10B230CF2F6BC0319DDFB00586C3603BFBCFD0E193550025E4DC103BB3146044AB4EE0221E22702EDAFA000CB6FB503CFAC8303D4F95C05D145340148A02000D8C01601CA2B0901ADE80E0023081F0225C23B02C8B15303ABC207025E5C93017D0ED70007BE8909E76EAD023D04DE04B7DD0403A3BB56005319710068532300540C19009CF8B900783B1C004D4D2002EF54F20390CA990979B18400751D200971EAED028ACD46040B319A045FD68F0444DE08105C340204D95D550092653000844D3C01A2F4040692DF8A0049132F00052F0A033FADED0480834801AE6CF604EBEA500142EDD8011755340068963A00D64AEA029999EE001DEB8D02A4217904B77C9C01F01028008354E30644126F02B8CD350561590D03FAE7C2005F6A6E002F8FA603B5534A0031760C00D8463000A59DC40DFD4F2300D751B100E79DD202DB728D058152B602E62C970015C6D6003D59D6067079DF0424C9A600EF5E04000BD6060B09838500E602290134F79F08C2BA1B0BE518E70CD01A940258223A028517B6004925C4009ACF9B04E5467002731DE20326A30002CE1AB007D5D85D02C3617F00F2E78304CF425909D17DBC06B72F9706EAF77A0277D5280056D7730D0A87310286043E01E253B10DD0AD3F0251C387000504B1002A490D0855E24500DBF728051938FF02BB5A6109A70098002A1C2102DF283103EE47210135907A00');
INSERT INTO "document_signature" VALUES('97bc0a978dff9cb5','runs of 5, 128 permutations, 1',1,X'F5F5C5087004140D22897B011B5C7E00ABE1BF0215EFBD0199BBCF03F745C917E10FF702253B4E0131D4F302A3FB0C0917484008FD9B3105EF961207122D7A0C10A1D11CF9842B0651199801EB840606BBFB1408730DBA075728B0006EC57A01C1DBB30646341C06F078A20455F856063322020496714F05B22BD20503F79903C0775800B9D8D500CD9DAC01AD724E007CFDD6017984540336BFE403D5D12600090C5917C3A29B004CCDA8063ECD7D0162417E11397FAC051A3AA303D1842104712E210B5C9B0304C052D001A545DA00EE92B80D00E39A01D6F1B000B1A078013B5FE300CA4A82033B7246069D947E03794BA1007BABA80B35C570099FB20703DE3E7103FE7F04008DC4900800279D183CC88800B5FA42021DB52F007CEF3308D1E57B0333751900A52EEC048FDC16016464B905734F940416E609018AB9BC00B16DA50B5EE859084789000086597C0436940A0104B7E3036B36BB06D9043E0717D518097CA13105C33F3401CC322D06D1A51C07CA0901003C049405FD77FE07C465B60AE2A0AB007DEDAC00153B030198F18902430412003F7349043D53BA035C237D006AFFCD06C7B0790B612C1A006C341F03154F3D0152AFE905317688069CB2000360713A033A1C86091B66401CA778DB0467276003B833180520CBA7026D460A03A0DE560B62BFC600AE7547027A4D0C02E7929D04AEE72B0F625CDD00');
INSERT INTO "document_signature" VALUES('a7d420496069d670','runs of 5, 128 permutations, 1',1,X'B0DD2E00EDE20200FC9F39008A3A0600FDF514000DAC09008E45010068BD2100983F1100D55D0600AB7B0A00B47C2700B3F30300D59515008BE30A00867F150056D731002E202C009EE60200F7040B00B48B0100FDDF08005E39190022CE120098EC0B00790C0A0015240C0055961300B701080034AD1E00C92E1C00C54E22002AF02C0043A40C006FBC1E00FC5801008D3113009E783200E6D30F000C09060098100000D36B3C00F22D0B00230217009A6B270087172B004D902100AD7209009DCD0600B6410F00A9283B0032E7030005F30E004604030023EC010027A47C0091893000957C3C001F7D0000149E40006E3E24009D0A0200DAE03C008E8B0200A8CD0700730B0E009B6230006BEF14005ABF02002FB9400065B03F00468812008CC201004CED0A0031760C00D84630002A5C1E00589F070066054700FBB52200B1A02500F457130086AC1200B5990C009E240C0061A527005F211900C4150000D2671E00C6650B00B3DF060043470700F4E20F000AF42C0097E00E00257F2200D96401003B0E17000ADE2A0082DB0300B2181E00DC050A00530D0600523006003B3F5A00FB160D00EE240C005E715500C2EF6000F6F000009C44020046DB040003D93200A59D6F00FFCD0700ED350200A9AC30006FB51300CE0B3E00D70B1D0035E706001E0E3B00AEDF2D00AA7F2600961D720016A25600DFCF5900938D1D00');
INSERT INTO "document_signature" VALUES('ba138d18a44306f8','runs of 5, 128 permutations, 1',1,X'6AB4020029452800D2BD1200006C0E0005724D0043B01F002D9E230000835800380CA4002E0A3F010D9D13001E9B1D00026009000475C7000C320A00B36850004C3717004C5CF4006EE40200F2B61400B0F81300E2FB4F0008C13400B6564C00CD4933000A1719002130370080D51F0101115A00412F0D0065742900E06D1C00E27408002DFB150076C78B000EA60D00EED05E00561411003525300016A82D00832BD60070A81C003CF30A00A82657001A752B00083422000B3545004F231C00403A3B0021771000868E1900FA570D00FA51020049B534002B843000BC0F330014E73900466D0700E2182E0000585900ABDE2800D5351B005DF50000A2523500D0306C007AD40A00827F51003CF22700ED806400FB2A0200C26228004DFA39007DE79F003A6CA900A4B22E00AB3D140028AC11006E520B00DC840300DBF71000C0A22500E2D46400F8C02F00948D5600F364B3008F1C21006F579A00279979005ADA1900D78F1500654DE300113402009F7452004C446E00D5A36300FDBC220091F80400F65F7B007DEDAC00D38812000D7A0000EF724800D3420C001115290048A20500ABAD3A003C6103004ED201008AA52100CBA50100190616001DAB5E00AEBE2D0097B98B006C79A1006DD72E00062920005F0CB90096941100164D0D00B05F5900BABB0600F1CA0100C6D52A003FCE0F0044051A0088B5320061AA3500');
INSERT INTO "document_signature" VALUES('ead420137808b97e','runs of 5, 128 permutations, 1',1,X'AFCA070064AD3700A410AB00C9351A007AAF38008386B100161B0E00E98D360068901F00C8243F002E9B00007844D10035FC0A0013C83C00CC0D10004BF62400BD7312001DBD15007E534A000E526F009F664B00A0D19B00D0122F00824C0C0053BC6E00ECF98100C6FA7300F4601200AEDFB200D28002001D7A4D003B6F1C000C12080033465700772B6200D6E71800F373040083EA5C0037F56B00145C0200E94560003F4F0B00C6CB2F00A1B00E006EEA270039AB10000F62CD016DE23400791F3500D59C5D003DEF3D0087EE710024B016007E010E00D16567004AF41E001D7C1100CAC05100397D590001221200264E19011C0B07006D531C009C131A010ED2570070AC010054830700D35E0B00903D2800754C0B0069391300BBE587003575AF0081520500363305000E7E6C0003457C00D987B20012AA7700E2B0800050851200AA6A3E00A8B63B00937411008EF96800A8D607001A301900D0A61500DEBF02004E252600CAD23700D1355000EE3E26003C421600D452F300A68418008AF74000885EA200A87219008FF529008C19020039FE46009C3C0900EE18160044821000A75BD20050FE58000A5B0C0029280F006CC121009C620B004E92BF00C9734900DC917E00FB4B0600D96A0C005C5C2F016CFD0000A95C2B008D444000B3280100E1892A00B38E40008A6F280030F7100028D73100D75F16007D3B0C00');
CREATE TABLE document_total (
  id TEXT PRIMARY KEY REFERENCES document(id), tokens INTEGER NOT NULL, characters INTEGER NOT NULL, passages INTEGER NOT NULL,
  corpus TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT NOT NULL, written TEXT NOT NULL, first_seen TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "document_total" VALUES('39929af12e238a9d',24,98,3,'old','','2021','','2026-11-26T10:29:36+00:00');
INSERT INTO "document_total" VALUES('97bc0a978dff9cb5',28,70,4,'old','','2022-03-04','','2026-11-26T10:29:36+00:00');
INSERT INTO "document_total" VALUES('a7d420496069d670',656,2765,13,'old','','','2013-09-09','2026-11-26T10:29:44+00:00');
INSERT INTO "document_total" VALUES('ba138d18a44306f8',577,1166,26,'old','样例省工业和信息化厅 样例省财政厅','','2021-03-12','2026-11-26T10:29:36+00:00');
INSERT INTO "document_total" VALUES('ead420137808b97e',639,1120,18,'old','样例省商务厅','2025-06-12','','2026-11-26T10:29:36+00:00');
CREATE TABLE event (
  passage_id INTEGER NOT NULL REFERENCES passage(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, surface TEXT NOT NULL,
  actor TEXT NOT NULL, actor_entity TEXT, action TEXT NOT NULL, object TEXT NOT NULL, object_entity TEXT, counterpart TEXT NOT NULL,
  counterpart_entity TEXT, value REAL, unit TEXT NOT NULL, date TEXT NOT NULL, date_to TEXT NOT NULL, date_source TEXT NOT NULL,
  instrument TEXT NOT NULL, is_resolved INTEGER NOT NULL, rule TEXT NOT NULL, score REAL NOT NULL,
  PRIMARY KEY (passage_id, start, "end", rule)
) WITHOUT ROWID;
CREATE TABLE fetch (
  corpus TEXT NOT NULL, address TEXT NOT NULL, final TEXT NOT NULL DEFAULT '', status INTEGER NOT NULL DEFAULT 0,
  etag TEXT NOT NULL DEFAULT '', last_modified TEXT NOT NULL DEFAULT '', headers TEXT NOT NULL DEFAULT '{}', sha256 TEXT NOT NULL DEFAULT '',
  fetched TEXT NOT NULL DEFAULT '', checked TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
  passing INTEGER NOT NULL DEFAULT 0, run_id TEXT NOT NULL REFERENCES run(id), PRIMARY KEY (corpus, address)
) WITHOUT ROWID;
CREATE TABLE fetch_profile (
  corpus TEXT NOT NULL, name TEXT NOT NULL, share REAL NOT NULL, total INTEGER NOT NULL, run_id TEXT NOT NULL REFERENCES run(id),
  PRIMARY KEY (corpus, name)
) WITHOUT ROWID;
CREATE TABLE introduction (
  document_id TEXT NOT NULL REFERENCES document(id), long TEXT NOT NULL, short TEXT NOT NULL, kind TEXT NOT NULL,
  entity TEXT NOT NULL, PRIMARY KEY (document_id, long, short)
) WITHOUT ROWID;
CREATE TABLE lexicon (hash TEXT PRIMARY KEY, concepts TEXT NOT NULL, first_used TEXT NOT NULL);
INSERT INTO "lexicon" VALUES('41c5b1c0dd89c8be-12.en0003-97cd7661+zh0003-fcc5a556+parse0001-48c466c6','[]','2026-11-26T10:29:42+00:00');
CREATE TABLE link_side (
  link_id INTEGER NOT NULL REFERENCES sentence_link(id), language TEXT NOT NULL, passage_id INTEGER NOT NULL REFERENCES passage(id),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (link_id, language, passage_id, start)
) WITHOUT ROWID;
CREATE TABLE loose (
  concept TEXT NOT NULL, passage_id INTEGER NOT NULL REFERENCES passage(id), extra INTEGER NOT NULL, PRIMARY KEY (concept, passage_id)
) WITHOUT ROWID;
INSERT INTO "loose" VALUES('china',19,1);
INSERT INTO "loose" VALUES('most',7,1);
INSERT INTO "loose" VALUES('most',70,1);
INSERT INTO "loose" VALUES('rare-earth',39,1);
INSERT INTO "loose" VALUES('rare-earth',40,1);
INSERT INTO "loose" VALUES('rare-earth',41,1);
INSERT INTO "loose" VALUES('rare-earth',43,1);
INSERT INTO "loose" VALUES('sasac',53,1);
INSERT INTO "loose" VALUES('united-states',12,2);
INSERT INTO "loose" VALUES('united-states',75,2);
CREATE TABLE mention (
  passage_id INTEGER NOT NULL REFERENCES passage(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, type TEXT NOT NULL,
  concept TEXT NOT NULL, surface TEXT NOT NULL, source TEXT NOT NULL, score REAL NOT NULL, nested INTEGER NOT NULL, entity TEXT,
  PRIMARY KEY (passage_id, start, "end", type, concept)
) WITHOUT ROWID;
INSERT INTO "mention" VALUES(1,49,51,'GPE','united-states','US','lexicon',1.0,0,'united-states');
INSERT INTO "mention" VALUES(2,12,24,'ORG','','Sample Daily','model',0.8,0,'org:sample daily');
INSERT INTO "mention" VALUES(2,26,42,'DATE','','9 September 2013','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(4,42,57,'GPE','','Sample Province','model',0.93,0,'gpe:sample province');
INSERT INTO "mention" VALUES(4,75,93,'TERM','technology-import','technology imports','lexicon',1.0,0,'technology-import');
INSERT INTO "mention" VALUES(4,148,155,'GPE','germany','Germany','lexicon',1.0,0,'germany');
INSERT INTO "mention" VALUES(4,178,183,'GPE','japan','Japan','lexicon',1.0,0,'japan');
INSERT INTO "mention" VALUES(4,207,218,'GPE','switzerland','Switzerland','lexicon',1.0,0,'switzerland');
INSERT INTO "mention" VALUES(4,227,232,'DATE','','1980s','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(4,349,353,'DATE','','1981','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(4,358,362,'DATE','','1990','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(5,0,14,'TERM','joint-venture','Joint ventures','lexicon',1.0,0,'joint-venture');
INSERT INTO "mention" VALUES(5,84,89,'DATE','','1990s','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(5,307,317,'PERCENT','','17 percent','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(5,321,325,'DATE','','1994','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(5,329,339,'PERCENT','','82 percent','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(5,343,347,'DATE','','2004','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(5,461,469,'TECH','software','software','lexicon',1.0,0,'software');
INSERT INTO "mention" VALUES(6,82,103,'TECH','','mid-sized gas turbine','pattern',0.72,0,'tech:mid sized gas turbine');
INSERT INTO "mention" VALUES(6,92,103,'TECH','gas-turbine','gas turbine','lexicon',1.0,1,'gas-turbine');
INSERT INTO "mention" VALUES(6,107,111,'DATE','','2003','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(6,177,205,'TERM','re-innovation','absorption and re-innovation','lexicon',1.0,0,'re-innovation');
INSERT INTO "mention" VALUES(7,53,73,'TERM','','blade cooling system','pattern',0.62,0,NULL);
INSERT INTO "mention" VALUES(8,30,51,'TERM','indigenous-innovation','indigenous innovation','lexicon',1.0,0,'indigenous-innovation');
INSERT INTO "mention" VALUES(8,333,343,'PERCENT','','30 percent','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(8,347,351,'DATE','','2020','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(8,369,393,'TERM','research-and-development','research and development','lexicon',1.0,0,'research-and-development');
INSERT INTO "mention" VALUES(8,406,417,'PERCENT','','2.5 percent','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(9,39,52,'PROGRAMME','863-program','863 Programme','lexicon',1.0,0,'863-program');
INSERT INTO "mention" VALUES(9,239,255,'MONEY','','240 million
yuan','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(10,156,167,'TERM','home-market','home market','lexicon',1.0,0,'home-market');
INSERT INTO "mention" VALUES(11,167,171,'DATE','','2005','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(11,276,293,'TERM','industrial-policy','industrial policy','lexicon',1.0,0,'industrial-policy');
INSERT INTO "mention" VALUES(13,6,9,'TERM','informatization','信息化','lexicon',1.0,0,'informatization');
INSERT INTO "mention" VALUES(13,13,17,'ORG','','省财政厅','model',0.53,0,'org:省财政厅');
INSERT INTO "mention" VALUES(14,4,9,'DATE','','2021年','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(14,9,13,'TERM','specialized-and-sophisticated','专精特新','lexicon',1.0,0,'specialized-and-sophisticated');
INSERT INTO "mention" VALUES(14,14,17,'PROGRAMME','little-giant','小巨人','lexicon',1.0,0,'little-giant');
INSERT INTO "mention" VALUES(15,0,13,'DOC','','样工信发〔2021〕12号','rule',1.0,0,'doc:样工信发〔2021〕12号');
INSERT INTO "mention" VALUES(16,7,10,'TERM','informatization','信息化','lexicon',1.0,0,'informatization');
INSERT INTO "mention" VALUES(16,20,31,'TERM','national-high-tech-zone','国家高新技术产业开发区','lexicon',1.0,0,'national-high-tech-zone');
INSERT INTO "mention" VALUES(16,22,31,'TERM','high-tech-zone','高新技术产业开发区','lexicon',1.0,1,'high-tech-zone');
INSERT INTO "mention" VALUES(17,4,7,'ORG','mof','财政部','lexicon',1.0,1,'mof');
INSERT INTO "mention" VALUES(17,4,37,'DOC','','财政部　工业和信息化部关于支持“专精特新”中小企业高质量发展的通知','rule',1.0,0,'doc:财政部工业和信息化部关于支持专精特新中小企业高质量发展的通知');
INSERT INTO "mention" VALUES(17,8,15,'ORG','miit','工业和信息化部','lexicon',1.0,1,'miit');
INSERT INTO "mention" VALUES(17,11,14,'TERM','informatization','信息化','lexicon',1.0,1,'informatization');
INSERT INTO "mention" VALUES(17,20,24,'TERM','specialized-and-sophisticated','专精特新','lexicon',1.0,1,'specialized-and-sophisticated');
INSERT INTO "mention" VALUES(17,25,29,'TERM','sme','中小企业','lexicon',1.0,1,'sme');
INSERT INTO "mention" VALUES(17,29,34,'TERM','high-quality-development','高质量发展','lexicon',1.0,1,'high-quality-development');
INSERT INTO "mention" VALUES(17,39,49,'DOC','','财建〔2021〕2号','rule',1.0,0,'doc:财建〔2021〕2号');
INSERT INTO "mention" VALUES(17,55,59,'TERM','sme','中小企业','lexicon',1.0,0,'sme');
INSERT INTO "mention" VALUES(17,80,83,'TERM','industrial-chain','产业链','lexicon',1.0,0,'industrial-chain');
INSERT INTO "mention" VALUES(17,83,86,'TERM','supply-chain','供应链','lexicon',1.0,0,'supply-chain');
INSERT INTO "mention" VALUES(17,86,90,'TERM','autonomous-and-controllable','自主可控','lexicon',1.0,0,'autonomous-and-controllable');
INSERT INTO "mention" VALUES(17,95,104,'TERM','domestic-great-circulation','以国内大循环为主体','lexicon',1.0,0,'domestic-great-circulation');
INSERT INTO "mention" VALUES(17,105,116,'TERM','dual-circulation','国内国际双循环相互促进','lexicon',1.0,0,'dual-circulation');
INSERT INTO "mention" VALUES(17,117,122,'TERM','new-development-pattern','新发展格局','lexicon',1.0,0,'new-development-pattern');
INSERT INTO "mention" VALUES(19,1,6,'DATE','','2025年','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(19,13,23,'PROGRAMME','provincial-specialized-sme','省级专精特新中小企业','lexicon',1.0,0,'provincial-specialized-sme');
INSERT INTO "mention" VALUES(19,15,19,'TERM','specialized-and-sophisticated','专精特新','lexicon',1.0,1,'specialized-and-sophisticated');
INSERT INTO "mention" VALUES(19,15,23,'TERM','srdi-sme','专精特新中小企业','lexicon',1.0,1,'srdi-sme');
INSERT INTO "mention" VALUES(19,19,23,'TERM','sme','中小企业','lexicon',1.0,1,'sme');
INSERT INTO "mention" VALUES(19,23,27,'DATE','','2000','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(19,34,38,'TERM','specialized-and-sophisticated','专精特新','lexicon',1.0,0,'specialized-and-sophisticated');
INSERT INTO "mention" VALUES(19,39,42,'PROGRAMME','little-giant','小巨人','lexicon',1.0,0,'little-giant');
INSERT INTO "mention" VALUES(19,45,49,'QUANTITY','','300家','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(19,50,57,'PROGRAMME','manufacturing-champion','制造业单项冠军','lexicon',1.0,0,'manufacturing-champion');
INSERT INTO "mention" VALUES(19,59,62,'QUANTITY','','40家','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(19,66,73,'TERM','innovative-sme','创新型中小企业','lexicon',1.0,0,'innovative-sme');
INSERT INTO "mention" VALUES(19,69,73,'TERM','sme','中小企业','lexicon',1.0,1,'sme');
INSERT INTO "mention" VALUES(19,74,78,'TERM','specialized-and-sophisticated','专精特新','lexicon',1.0,1,'specialized-and-sophisticated');
INSERT INTO "mention" VALUES(19,74,82,'TERM','srdi-sme','专精特新中小企业','lexicon',1.0,0,'srdi-sme');
INSERT INTO "mention" VALUES(19,78,82,'TERM','sme','中小企业','lexicon',1.0,1,'sme');
INSERT INTO "mention" VALUES(19,83,86,'PROGRAMME','little-giant','小巨人','lexicon',1.0,0,'little-giant');
INSERT INTO "mention" VALUES(19,89,93,'PROGRAMME','manufacturing-champion','单项冠军','lexicon',1.0,0,'manufacturing-champion');
INSERT INTO "mention" VALUES(19,108,110,'TERM','research-and-development','研发','lexicon',1.0,1,'research-and-development');
INSERT INTO "mention" VALUES(19,108,112,'TERM','rd-spending','研发投入','lexicon',1.0,0,'rd-spending');
INSERT INTO "mention" VALUES(19,124,126,'PERCENT','','6%','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(21,37,40,'PERCENT','','70%','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(22,12,19,'TERM','core-basic-components','核心基础零部件','lexicon',1.0,0,'core-basic-components');
INSERT INTO "mention" VALUES(22,14,19,'TERM','basic-components-and-parts','基础零部件','lexicon',1.0,1,'basic-components-and-parts');
INSERT INTO "mention" VALUES(22,20,26,'TERM','key-basic-materials','关键基础材料','lexicon',1.0,0,'key-basic-materials');
INSERT INTO "mention" VALUES(22,22,26,'TERM','basic-materials','基础材料','lexicon',1.0,1,'basic-materials');
INSERT INTO "mention" VALUES(22,27,33,'TERM','advanced-basic-processes','先进基础工艺','lexicon',1.0,0,'advanced-basic-processes');
INSERT INTO "mention" VALUES(22,29,33,'TERM','basic-process','基础工艺','lexicon',1.0,1,'basic-process');
INSERT INTO "mention" VALUES(22,34,40,'TERM','industrial-technology-foundation','产业技术基础','lexicon',1.0,0,'industrial-technology-foundation');
INSERT INTO "mention" VALUES(22,42,46,'TECH','industrial-software','工业软件','lexicon',1.0,0,'industrial-software');
INSERT INTO "mention" VALUES(22,44,46,'TECH','software','软件','lexicon',1.0,1,'software');
INSERT INTO "mention" VALUES(22,57,61,'TERM','import-substitution','替代进口','lexicon',1.0,0,'import-substitution');
INSERT INTO "mention" VALUES(23,19,25,'TERM','invention-patent','有效发明专利','lexicon',1.0,0,'invention-patent');
INSERT INTO "mention" VALUES(23,25,27,'QUANTITY','','2项','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(23,37,39,'TERM','academician','院士','lexicon',1.0,1,'academician');
INSERT INTO "mention" VALUES(23,37,44,'TERM','academician-workstation','院士专家工作站','lexicon',1.0,0,'academician-workstation');
INSERT INTO "mention" VALUES(23,46,49,'TERM','postdoctoral-researcher','博士后','lexicon',1.0,1,'postdoctoral-researcher');
INSERT INTO "mention" VALUES(23,46,52,'TERM','postdoctoral-workstation','博士后工作站','lexicon',1.0,0,'postdoctoral-workstation');
INSERT INTO "mention" VALUES(26,3,7,'TERM','awards-in-place-of-subsidies','奖补资金','lexicon',1.0,0,'awards-in-place-of-subsidies');
INSERT INTO "mention" VALUES(26,16,20,'MONEY','','20亿元','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(26,27,30,'PROGRAMME','little-giant','小巨人','lexicon',1.0,0,'little-giant');
INSERT INTO "mention" VALUES(26,38,43,'MONEY','','100万元','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(26,49,56,'TERM','bottleneck-technology','“卡脖子”技术','lexicon',1.0,0,'bottleneck-technology');
INSERT INTO "mention" VALUES(26,54,58,'TERM','scitech-research-tackling','技术攻关','lexicon',1.0,1,'scitech-research-tackling');
INSERT INTO "mention" VALUES(26,67,69,'TERM','research-and-development','研发','lexicon',1.0,1,'research-and-development');
INSERT INTO "mention" VALUES(26,67,71,'TERM','rd-spending','研发投入','lexicon',1.0,0,'rd-spending');
INSERT INTO "mention" VALUES(26,72,75,'PERCENT','','30%','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(26,89,95,'MONEY','','1000万元','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(26,105,107,'TERM','research-and-development','研发','lexicon',1.0,0,'research-and-development');
INSERT INTO "mention" VALUES(26,110,114,'PERCENT','','100%','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(26,114,118,'TERM','rd-super-deduction','加计扣除','lexicon',1.0,0,'rd-super-deduction');
INSERT INTO "mention" VALUES(27,10,15,'TERM','policy-bank','政策性银行','lexicon',1.0,0,'policy-bank');
INSERT INTO "mention" VALUES(27,25,29,'TERM','specialized-and-sophisticated','专精特新','lexicon',1.0,0,'specialized-and-sophisticated');
INSERT INTO "mention" VALUES(27,34,38,'TERM','financing-guarantee','融资担保','lexicon',1.0,0,'financing-guarantee');
INSERT INTO "mention" VALUES(27,52,56,'PERCENT','','0.5%','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(27,71,80,'PROGRAMME','','省中小企业发展基金','pattern',0.79,0,'programme:省中小企业发展基金');
INSERT INTO "mention" VALUES(27,72,76,'TERM','sme','中小企业','lexicon',1.0,1,'sme');
INSERT INTO "mention" VALUES(27,104,107,'ORG','star-market','科创板','lexicon',1.0,0,'star-market');
INSERT INTO "mention" VALUES(27,108,111,'ORG','chinext','创业板','lexicon',1.0,0,'chinext');
INSERT INTO "mention" VALUES(27,112,115,'ORG','neeq','新三板','lexicon',1.0,0,'neeq');
INSERT INTO "mention" VALUES(28,4,8,'TERM','sme','中小企业','lexicon',1.0,0,'sme');
INSERT INTO "mention" VALUES(28,15,19,'TERM','leading-enterprise','龙头企业','lexicon',1.0,0,'leading-enterprise');
INSERT INTO "mention" VALUES(28,36,40,'TERM','hundred-events-ten-thousand-firms','百场万企','lexicon',1.0,0,'hundred-events-ten-thousand-firms');
INSERT INTO "mention" VALUES(28,46,50,'TERM','leading-enterprise','龙头企业','lexicon',1.0,0,'leading-enterprise');
INSERT INTO "mention" VALUES(28,57,60,'TERM','industrial-application-first-batch','首批次','lexicon',1.0,0,'industrial-application-first-batch');
INSERT INTO "mention" VALUES(28,69,72,'PERCENT','','10%','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(28,79,83,'TERM','leading-enterprise','龙头企业','lexicon',1.0,0,'leading-enterprise');
INSERT INTO "mention" VALUES(28,84,88,'TERM','sme','中小企业','lexicon',1.0,0,'sme');
INSERT INTO "mention" VALUES(28,98,101,'TERM','supply-chain','供应链','lexicon',1.0,0,'supply-chain');
INSERT INTO "mention" VALUES(29,3,7,'TERM','government-procurement','政府采购','lexicon',1.0,0,'government-procurement');
INSERT INTO "mention" VALUES(29,19,23,'TERM','sme','中小企业','lexicon',1.0,0,'sme');
INSERT INTO "mention" VALUES(29,37,41,'TERM','specialized-and-sophisticated','专精特新','lexicon',1.0,0,'specialized-and-sophisticated');
INSERT INTO "mention" VALUES(31,32,42,'DATE','','2021年4月30日','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(31,58,61,'TERM','informatization','信息化','lexicon',1.0,0,'informatization');
INSERT INTO "mention" VALUES(32,16,27,'DATE','','2025年12月31日','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(33,8,12,'TERM','specialized-and-sophisticated','专精特新','lexicon',1.0,1,'specialized-and-sophisticated');
INSERT INTO "mention" VALUES(33,8,16,'TERM','srdi-sme','专精特新中小企业','lexicon',1.0,0,'srdi-sme');
INSERT INTO "mention" VALUES(33,12,16,'TERM','sme','中小企业','lexicon',1.0,1,'sme');
INSERT INTO "mention" VALUES(35,6,9,'TERM','informatization','信息化','lexicon',1.0,0,'informatization');
INSERT INTO "mention" VALUES(36,2,6,'ORG','','省财政厅','model',0.55,0,'org:省财政厅');
INSERT INTO "mention" VALUES(37,0,10,'DATE','','二〇二一年三月十二日','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(38,23,25,'TECH','software','软件','lexicon',1.0,0,'software');
INSERT INTO "mention" VALUES(39,2,6,'ORG','','省商务厅','model',0.57,0,'org:省商务厅');
INSERT INTO "mention" VALUES(39,7,11,'TECH','medium-and-heavy-rare-earth','中重稀土','lexicon',1.0,0,'medium-and-heavy-rare-earth');
INSERT INTO "mention" VALUES(39,8,11,'TECH','heavy-rare-earth','重稀土','lexicon',1.0,1,'heavy-rare-earth');
INSERT INTO "mention" VALUES(39,9,15,'TERM','rare-earth-control','稀土出口管制','lexicon',1.0,1,'rare-earth-control');
INSERT INTO "mention" VALUES(39,11,15,'TERM','export-control','出口管制','lexicon',1.0,0,'export-control');
INSERT INTO "mention" VALUES(40,0,4,'TECH','medium-and-heavy-rare-earth','中重稀土','lexicon',1.0,0,'medium-and-heavy-rare-earth');
INSERT INTO "mention" VALUES(40,1,4,'TECH','heavy-rare-earth','重稀土','lexicon',1.0,1,'heavy-rare-earth');
INSERT INTO "mention" VALUES(40,2,8,'TERM','rare-earth-control','稀土出口管制','lexicon',1.0,1,'rare-earth-control');
INSERT INTO "mention" VALUES(40,4,8,'TERM','export-control','出口管制','lexicon',1.0,0,'export-control');
INSERT INTO "mention" VALUES(41,0,9,'DATE','','2025年4月4日','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(41,10,13,'ORG','mofcom','商务部','lexicon',1.0,1,'mofcom');
INSERT INTO "mention" VALUES(41,10,31,'DOC','','商务部、海关总署发布2025年第18号公告','rule',1.0,0,'doc:商务部海关总署发布公告2025年第18号');
INSERT INTO "mention" VALUES(41,14,18,'ORG','general-administration-of-customs','海关总署','lexicon',1.0,1,'general-administration-of-customs');
INSERT INTO "mention" VALUES(41,46,48,'QUANTITY','','7类','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(41,48,52,'TECH','medium-and-heavy-rare-earth','中重稀土','lexicon',1.0,0,'medium-and-heavy-rare-earth');
INSERT INTO "mention" VALUES(41,49,52,'TECH','heavy-rare-earth','重稀土','lexicon',1.0,1,'heavy-rare-earth');
INSERT INTO "mention" VALUES(41,58,62,'TERM','export-control','出口管制','lexicon',1.0,0,'export-control');
INSERT INTO "mention" VALUES(41,70,74,'ORG','','省商务厅','model',0.97,0,'org:省商务厅');
INSERT INTO "mention" VALUES(41,80,85,'QUANTITY','','320多件','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(42,10,12,'TECH','rare-earth','稀土','lexicon',1.0,0,'rare-earth');
INSERT INTO "mention" VALUES(43,9,13,'TECH','medium-and-heavy-rare-earth','中重稀土','lexicon',1.0,0,'medium-and-heavy-rare-earth');
INSERT INTO "mention" VALUES(43,10,13,'TECH','heavy-rare-earth','重稀土','lexicon',1.0,1,'heavy-rare-earth');
INSERT INTO "mention" VALUES(43,16,20,'TECH','electric-vehicle','电动汽车','lexicon',1.0,0,'electric-vehicle');
INSERT INTO "mention" VALUES(43,21,24,'TECH','robot','机器人','lexicon',1.0,0,'robot');
INSERT INTO "mention" VALUES(43,31,33,'TECH','radar','雷达','lexicon',1.0,0,'radar');
INSERT INTO "mention" VALUES(43,36,40,'TERM','dual-use-items','两用物项','lexicon',1.0,0,'dual-use-items');
INSERT INTO "mention" VALUES(43,44,51,'GPE','china','中华人民共和国','lexicon',1.0,1,'china');
INSERT INTO "mention" VALUES(43,44,56,'DOC','export-control-law','中华人民共和国出口管制法','lexicon',1.0,0,'export-control-law');
INSERT INTO "mention" VALUES(43,51,55,'TERM','export-control','出口管制','lexicon',1.0,1,'export-control');
INSERT INTO "mention" VALUES(43,59,66,'GPE','china','中华人民共和国','lexicon',1.0,1,'china');
INSERT INTO "mention" VALUES(43,59,76,'DOC','dual-use-export-control-regulations','中华人民共和国两用物项出口管制条例','lexicon',1.0,0,'dual-use-export-control-regulations');
INSERT INTO "mention" VALUES(43,66,70,'TERM','dual-use-items','两用物项','lexicon',1.0,1,'dual-use-items');
INSERT INTO "mention" VALUES(43,66,74,'TERM','dual-use-export-control','两用物项出口管制','lexicon',1.0,1,'dual-use-export-control');
INSERT INTO "mention" VALUES(43,70,74,'TERM','export-control','出口管制','lexicon',1.0,1,'export-control');
INSERT INTO "mention" VALUES(43,94,96,'TECH','rare-earth','稀土','lexicon',1.0,1,'rare-earth');
INSERT INTO "mention" VALUES(43,94,100,'TECH','rare-earth-processing','稀土冶炼分离','lexicon',1.0,0,'rare-earth-processing');
INSERT INTO "mention" VALUES(45,10,14,'TECH','permanent-magnet','永磁材料','lexicon',1.0,0,'permanent-magnet');
INSERT INTO "mention" VALUES(45,30,34,'TERM','end-user','最终用户','lexicon',1.0,1,'end-user');
INSERT INTO "mention" VALUES(45,30,39,'TERM','final-user-use-management','最终用户和最终用途','lexicon',1.0,0,'final-user-use-management');
INSERT INTO "mention" VALUES(45,35,39,'TERM','end-use','最终用途','lexicon',1.0,1,'end-use');
INSERT INTO "mention" VALUES(45,52,56,'ORG','','省商务厅','model',0.96,0,'org:省商务厅');
INSERT INTO "mention" VALUES(45,58,61,'ORG','mofcom','商务部','lexicon',1.0,0,'mofcom');
INSERT INTO "mention" VALUES(45,85,89,'TERM','general-export-licence','通用许可','lexicon',1.0,0,'general-export-licence');
INSERT INTO "mention" VALUES(47,9,11,'TECH','rare-earth','稀土','lexicon',1.0,1,'rare-earth');
INSERT INTO "mention" VALUES(47,9,13,'TECH','rare-earth-processing','稀土提炼','lexicon',1.0,0,'rare-earth-processing');
INSERT INTO "mention" VALUES(47,26,28,'GPE','china','中国','lexicon',1.0,1,'china');
INSERT INTO "mention" VALUES(47,26,40,'DOC','prohibited-restricted-export-tech-catalogue','中国禁止出口限制出口技术目录','lexicon',1.0,0,'prohibited-restricted-export-tech-catalogue');
INSERT INTO "mention" VALUES(47,28,38,'TERM','prohibited-restricted-export-technologies','禁止出口限制出口技术','lexicon',1.0,1,'prohibited-restricted-export-technologies');
INSERT INTO "mention" VALUES(47,30,34,'TERM','export-restriction','出口限制','lexicon',1.0,1,'export-restriction');
INSERT INTO "mention" VALUES(48,15,19,'TERM','export-control-control-list','管控名单','lexicon',1.0,0,'export-control-control-list');
INSERT INTO "mention" VALUES(48,20,27,'TERM','unreliable-entity-list','不可靠实体清单','lexicon',1.0,0,'unreliable-entity-list');
INSERT INTO "mention" VALUES(48,23,27,'TERM','entity-list','实体清单','lexicon',1.0,1,'entity-list');
INSERT INTO "mention" VALUES(49,5,9,'TERM','export-control-control-list','管控名单','lexicon',1.0,0,'export-control-control-list');
INSERT INTO "mention" VALUES(49,24,28,'TERM','dual-use-items','两用物项','lexicon',1.0,0,'dual-use-items');
INSERT INTO "mention" VALUES(49,32,39,'TERM','unreliable-entity-list','不可靠实体清单','lexicon',1.0,0,'unreliable-entity-list');
INSERT INTO "mention" VALUES(49,35,39,'TERM','entity-list','实体清单','lexicon',1.0,1,'entity-list');
INSERT INTO "mention" VALUES(49,59,60,'GPE','','华','model',0.87,0,'gpe:华');
INSERT INTO "mention" VALUES(49,104,106,'QUANTITY','','5个','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(51,21,25,'TECH','servo-motor','伺服电机','lexicon',1.0,0,'servo-motor');
INSERT INTO "mention" VALUES(51,39,42,'PERCENT','','12%','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(51,48,53,'DATE','','2027年','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(51,56,58,'TECH','rare-earth','稀土','lexicon',1.0,0,'rare-earth');
INSERT INTO "mention" VALUES(51,67,70,'PERCENT','','58%','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(51,73,76,'PERCENT','','80%','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(51,81,85,'TERM','domestic-demand','国内需求','lexicon',1.0,0,'domestic-demand');
INSERT INTO "mention" VALUES(51,87,91,'ORG','','省工信厅','rule',1.0,0,'org:省工信厅');
INSERT INTO "mention" VALUES(51,93,98,'TECH','humanoid-robot','人形机器人','lexicon',1.0,0,'humanoid-robot');
INSERT INTO "mention" VALUES(51,95,98,'TECH','robot','机器人','lexicon',1.0,1,'robot');
INSERT INTO "mention" VALUES(51,99,101,'TECH','wind-power','风电','lexicon',1.0,0,'wind-power');
INSERT INTO "mention" VALUES(51,126,130,'MONEY','','46亿元','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(51,138,140,'GPE','china','中国','lexicon',1.0,1,'china');
INSERT INTO "mention" VALUES(51,138,145,'ORG','exim-bank','中国进出口银行','lexicon',1.0,0,'exim-bank');
INSERT INTO "mention" VALUES(51,162,166,'MONEY','','20亿元','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(52,20,23,'ORG','','大集团','model',0.84,0,'org:大集团');
INSERT INTO "mention" VALUES(53,5,9,'ORG','','省国资委','rule',1.0,0,'org:省国资委');
INSERT INTO "mention" VALUES(53,14,16,'TECH','rare-earth','稀土','lexicon',1.0,0,'rare-earth');
INSERT INTO "mention" VALUES(53,29,32,'PERCENT','','40%','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(53,73,75,'QUANTITY','','6家','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(56,13,15,'TECH','software','软件','lexicon',1.0,0,'software');
INSERT INTO "mention" VALUES(57,4,10,'TECH','integrated-circuit','集成电路产业','lexicon',1.0,0,'integrated-circuit');
INSERT INTO "mention" VALUES(59,3,9,'TERM','key-core-technology','关键核心技术','lexicon',1.0,0,'key-core-technology');
INSERT INTO "mention" VALUES(59,5,9,'TERM','core-technology','核心技术','lexicon',1.0,1,'core-technology');
INSERT INTO "mention" VALUES(59,9,13,'TERM','autonomous-and-controllable','自主可控','lexicon',1.0,0,'autonomous-and-controllable');
INSERT INTO "mention" VALUES(59,16,20,'TERM','specialized-and-sophisticated','专精特新','lexicon',1.0,1,'specialized-and-sophisticated');
INSERT INTO "mention" VALUES(59,16,22,'TERM','srdi-enterprise','专精特新企业','lexicon',1.0,0,'srdi-enterprise');
INSERT INTO "mention" VALUES(59,24,29,'DATE','','2025年','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(59,29,31,'TERM','research-and-development','研发','lexicon',1.0,1,'research-and-development');
INSERT INTO "mention" VALUES(59,29,33,'TERM','rd-spending','研发投入','lexicon',1.0,1,'rd-spending');
INSERT INTO "mention" VALUES(59,29,35,'TERM','rd-intensity','研发投入强度','lexicon',1.0,0,'rd-intensity');
INSERT INTO "mention" VALUES(59,37,41,'PERCENT','','2.8%','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(61,10,23,'TERM','self-reliance-and-self-strengthening','self-reliance','lexicon',1.0,0,'self-reliance-and-self-strengthening');
INSERT INTO "mention" VALUES(62,4,30,'TERM','new-whole-of-nation-system','new whole-of-nation system','lexicon',1.0,0,'new-whole-of-nation-system');
INSERT INTO "mention" VALUES(62,8,30,'TERM','whole-of-nation-system','whole-of-nation system','lexicon',1.0,1,'whole-of-nation-system');
INSERT INTO "mention" VALUES(62,40,61,'TERM','indigenous-innovation','indigenous innovation','lexicon',1.0,0,'indigenous-innovation');
INSERT INTO "mention" VALUES(63,0,6,'ORG','huawei','Huawei','lexicon',1.0,0,'huawei');
INSERT INTO "mention" VALUES(63,11,15,'ORG','smic','SMIC','lexicon',1.0,0,'smic');
INSERT INTO "mention" VALUES(64,46,48,'GPE','united-states','US','lexicon',1.0,0,'united-states');
INSERT INTO "mention" VALUES(65,12,24,'ORG','','Sample Daily','model',0.8,0,'org:sample daily');
INSERT INTO "mention" VALUES(65,26,42,'DATE','','9 September 2013','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(67,42,57,'GPE','','Sample Province','model',0.93,0,'gpe:sample province');
INSERT INTO "mention" VALUES(67,75,93,'TERM','technology-import','technology imports','lexicon',1.0,0,'technology-import');
INSERT INTO "mention" VALUES(67,148,155,'GPE','germany','Germany','lexicon',1.0,0,'germany');
INSERT INTO "mention" VALUES(67,178,183,'GPE','japan','Japan','lexicon',1.0,0,'japan');
INSERT INTO "mention" VALUES(67,207,218,'GPE','switzerland','Switzerland','lexicon',1.0,0,'switzerland');
INSERT INTO "mention" VALUES(67,227,232,'DATE','','1980s','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(67,349,353,'DATE','','1981','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(67,358,362,'DATE','','1990','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(68,0,14,'TERM','joint-venture','Joint ventures','lexicon',1.0,0,'joint-venture');
INSERT INTO "mention" VALUES(68,84,89,'DATE','','1990s','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(68,307,317,'PERCENT','','17 percent','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(68,321,325,'DATE','','1994','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(68,329,339,'PERCENT','','82 percent','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(68,343,347,'DATE','','2004','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(68,461,469,'TECH','software','software','lexicon',1.0,0,'software');
INSERT INTO "mention" VALUES(69,82,103,'TECH','','mid-sized gas turbine','pattern',0.72,0,'tech:mid sized gas turbine');
INSERT INTO "mention" VALUES(69,92,103,'TECH','gas-turbine','gas turbine','lexicon',1.0,1,'gas-turbine');
INSERT INTO "mention" VALUES(69,107,111,'DATE','','2003','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(69,177,205,'TERM','re-innovation','absorption and re-innovation','lexicon',1.0,0,'re-innovation');
INSERT INTO "mention" VALUES(70,53,73,'TERM','','blade cooling system','pattern',0.62,0,NULL);
INSERT INTO "mention" VALUES(71,30,51,'TERM','indigenous-innovation','indigenous innovation','lexicon',1.0,0,'indigenous-innovation');
INSERT INTO "mention" VALUES(71,333,343,'PERCENT','','30 percent','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(71,347,351,'DATE','','2020','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(71,369,393,'TERM','research-and-development','research and development','lexicon',1.0,0,'research-and-development');
INSERT INTO "mention" VALUES(71,406,417,'PERCENT','','2.5 percent','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(72,39,52,'PROGRAMME','863-program','863 Programme','lexicon',1.0,0,'863-program');
INSERT INTO "mention" VALUES(72,239,255,'MONEY','','240 million
yuan','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(73,156,167,'TERM','home-market','home market','lexicon',1.0,0,'home-market');
INSERT INTO "mention" VALUES(74,167,171,'DATE','','2005','rule',1.0,0,NULL);
INSERT INTO "mention" VALUES(74,276,293,'TERM','industrial-policy','industrial policy','lexicon',1.0,0,'industrial-policy');
INSERT INTO "mention" VALUES(76,21,42,'TERM','indigenous-innovation','indigenous innovation','lexicon',1.0,0,'indigenous-innovation');
CREATE TABLE pair_decision (
  zh_corpus TEXT NOT NULL, zh_key TEXT NOT NULL, en_corpus TEXT NOT NULL, en_key TEXT NOT NULL, decision TEXT NOT NULL,
  known_by TEXT NOT NULL, score REAL NOT NULL, evidence TEXT NOT NULL, made TEXT NOT NULL,
  PRIMARY KEY (zh_corpus, zh_key, en_corpus, en_key)
) WITHOUT ROWID;
CREATE TABLE passage (
  id INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES document(id), position INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, heading TEXT NOT NULL, language TEXT NOT NULL,
  text TEXT NOT NULL, first_seen TEXT NOT NULL, changed INTEGER NOT NULL,
  UNIQUE (document_id, position)
);
INSERT INTO "passage" VALUES(1,'4bac6d0d5dd4f09d',0,0,51,'paragraph','','en','WHAT THIRTY YEARS OF BUYING MACHINES HAVE TAUGHT US','2026-11-26T10:29:36+00:00',7);
INSERT INTO "passage" VALUES(2,'4bac6d0d5dd4f09d',1,53,95,'paragraph','','en','Commentary, Sample Daily, 9 September 2013','2026-11-26T10:29:36+00:00',7);
INSERT INTO "passage" VALUES(3,'4bac6d0d5dd4f09d',2,96,192,'paragraph','','en','(Sample document written for zhengce. The newspaper, the province and the plants
are fictional.)','2026-11-26T10:29:36+00:00',7);
INSERT INTO "passage" VALUES(4,'4bac6d0d5dd4f09d',3,194,682,'paragraph','','en','Walk through any textile or steel town in Sample Province and the story of
technology imports can be read from the name plates: a rolling mill from Germany,
a spinning line from Japan, control cabinets from Switzerland. In the 1980s these
machines were the fastest road out of backwardness. The province bought 214
complete production lines between 1981 and 1990, paid for them with scarce foreign
exchange, and trained a generation of engineers on them. Nobody should be ashamed
of that.','2026-11-26T10:29:36+00:00',7);
INSERT INTO "passage" VALUES(5,'4bac6d0d5dd4f09d',4,684,1166,'paragraph','','en','Joint ventures were the second lesson. When foreign car makers were admitted in
the 1990s, the bargain was stated openly: a share of the market in return for
technology. Drawings, quality manuals and supplier lists did reach the Chinese
partner, and local content in the provincial assembly plant rose from 17 percent
in 1994 to 82 percent in 2004. What did not arrive was the ability to design the
next model. The engine still came from abroad, and so did the software that ran it.','2026-11-26T10:29:36+00:00',7);
INSERT INTO "passage" VALUES(6,'4bac6d0d5dd4f09d',5,1168,1412,'paragraph','','en','There is a better example close to home. A turbine works took out a licence for a
mid-sized gas turbine in 2003, set up a test station with its own money, and spent
one yuan on absorption and re-innovation for every two it paid to the licensor.','2026-11-26T10:29:36+00:00',7);
INSERT INTO "passage" VALUES(7,'4bac6d0d5dd4f09d',6,1413,1613,'paragraph','','en','Ten years later it sells a machine of its own with a blade cooling system on which
it holds the patents. Licence, absorb, improve: the order matters, and the middle
step is the one most often skipped.','2026-11-26T10:29:36+00:00',7);
INSERT INTO "passage" VALUES(8,'4bac6d0d5dd4f09d',7,1615,2040,'paragraph','','en','That is why we speak today of indigenous innovation. The phrase does not mean
shutting the door. It means that an imported line should be the last of its kind
that the province has to buy. The Medium and Long-Term Programme for Science and
Technology (2006-2020) put it as a number: dependence on foreign technology is to
fall below 30 percent by 2020, and spending on research and development is to reach
2.5 percent of GDP.','2026-11-26T10:29:36+00:00',7);
INSERT INTO "passage" VALUES(9,'4bac6d0d5dd4f09d',8,2042,2377,'paragraph','','en','How is this to be done? First, let the 863 Programme and the major national projects
pay for work that no single firm can carry, and insist that universities hand their
results to a factory. The provincial science department has set aside 240 million
yuan for such joint teams this year. Second, let public buyers give the first order.','2026-11-26T10:29:36+00:00',7);
INSERT INTO "passage" VALUES(10,'4bac6d0d5dd4f09d',9,2378,2628,'paragraph','','en','A hospital that installs a domestic scanner, or a grid company that hangs a domestic
transformer, does more for a brand than a hundred exhibitions, and the home market
should be the place where our makers earn their first thousand hours of operation.','2026-11-26T10:29:36+00:00',7);
INSERT INTO "passage" VALUES(11,'4bac6d0d5dd4f09d',10,2630,2932,'paragraph','','en','Third, keep inviting people. The province''s science park hosts eleven laboratories of
multinational companies, and about 300 of the engineers who have left them since 2005
now run or staff local firms. Knowledge travels in heads. A visa office that answers
within ten days is industrial policy as well.','2026-11-26T10:29:36+00:00',7);
INSERT INTO "passage" VALUES(12,'4bac6d0d5dd4f09d',11,2934,3309,'paragraph','','en','Some readers will object that money spent on laboratories is money not spent on roads
and village schools. They have a point, and the county budgets published last month
show that rural schools still take the larger share. But a province that lives on
other people''s blueprints will always be paid last. The machines taught us to
produce. It is time they taught us to invent.','2026-11-26T10:29:36+00:00',7);
INSERT INTO "passage" VALUES(13,'ba138d18a44306f8',0,0,17,'paragraph','','zh','样例省工业和信息化厅　样例省财政厅','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(14,'ba138d18a44306f8',1,18,45,'paragraph','','zh','关于开展2021年专精特新“小巨人”企业培育工作的通知','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(15,'ba138d18a44306f8',2,47,60,'paragraph','','zh','样工信发〔2021〕12号','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(16,'ba138d18a44306f8',3,62,97,'paragraph','','zh','各市、州工业和信息化主管部门、财政局，各国家高新技术产业开发区管委会：','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(17,'ba138d18a44306f8',4,101,235,'paragraph','','zh','为落实《财政部　工业和信息化部关于支持“专精特新”中小企业高质量发展的通知》（财建〔2021〕2号）精神，引导中小企业走专业化、精细化、特色化、新颖化道路，增强产业链供应链自主可控能力，服务以国内大循环为主体、国内国际双循环相互促进的新发展格局，现就有关事项通知如下：','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(18,'ba138d18a44306f8',5,237,243,'heading','','zh','一、培育目标','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(19,'ba138d18a44306f8',6,247,376,'paragraph','一、培育目标','zh','到2025年，全省累计培育省级专精特新中小企业2000家，其中国家级专精特新“小巨人”企业300家、制造业单项冠军企业40家，形成“创新型中小企业—专精特新中小企业—小巨人企业—单项冠军”的成长梯队；列入培育库的企业研发投入占营业收入的比重平均达到6%以上。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(20,'ba138d18a44306f8',7,378,384,'heading','','zh','二、申报条件','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(21,'ba138d18a44306f8',8,386,429,'item','二、申报条件','zh','（一）在省内注册满三年，专注同一细分产品三年以上，主导产品收入占营业收入的70%以上。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(22,'ba138d18a44306f8',9,431,493,'item','二、申报条件','zh','（二）主导产品属于制造业核心基础零部件、关键基础材料、先进基础工艺、产业技术基础或者工业软件，能够填补国内空白或者替代进口。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(23,'ba138d18a44306f8',10,495,550,'item','二、申报条件','zh','（三）截至上年末，拥有与主导产品有关的有效发明专利2项以上，设有技术中心、院士专家工作站或者博士后工作站之一。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(24,'ba138d18a44306f8',11,552,584,'item','二、申报条件','zh','（四）近三年在安全生产、环境保护和产品质量方面没有受过重大处罚。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(25,'ba138d18a44306f8',12,586,592,'heading','','zh','三、支持措施','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(26,'ba138d18a44306f8',13,594,716,'item','三、支持措施','zh','（一）奖补资金。省级财政五年安排20亿元，对新认定的“小巨人”企业一次性给予100万元奖励；对承担“卡脖子”技术攻关任务的企业，按核定研发投入的30%给予补助，单个企业每年不超过1000万元。企业同时享受制造业研发费用按100%加计扣除的政策。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(27,'ba138d18a44306f8',14,718,841,'item','三、支持措施','zh','（二）融资服务。鼓励政策性银行和国有商业银行开发“专精特新贷”，由省融资担保集团提供担保，担保费率不高于0.5%，财政对贷款利息补贴三分之一。省中小企业发展基金以股权方式投资培育库企业，并辅导符合条件的企业到科创板、创业板和新三板精选层挂牌上市。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(28,'ba138d18a44306f8',15,843,947,'item','三、支持措施','zh','（三）大中小企业协作。组织整机龙头企业发布采购清单和技术需求，定期举办“百场万企”对接活动；龙头企业采购培育库企业首批次产品的，按采购额的10%给予奖励。鼓励龙头企业向中小企业开放实验室、试验线和供应链数据。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(29,'ba138d18a44306f8',16,949,993,'item','三、支持措施','zh','（四）政府采购。各级预算单位预留的面向中小企业采购份额中，优先采购目录内的专精特新产品。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(30,'ba138d18a44306f8',17,995,1001,'heading','','zh','四、工作要求','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(31,'ba138d18a44306f8',18,1005,1094,'paragraph','四、工作要求','zh','各地要严格把关，不得收取任何费用，不得委托中介机构包装材料。请于2021年4月30日前将推荐名单和申报书报送省工业和信息化厅，逾期不予受理。已享受同类财政资金的项目不得重复申报。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(32,'ba138d18a44306f8',19,1098,1126,'paragraph','四、工作要求','zh','本通知自印发之日起施行，有效期至2025年12月31日。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(33,'ba138d18a44306f8',20,1130,1149,'paragraph','四、工作要求','zh','附件：1．样例省专精特新中小企业申报书','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(34,'ba138d18a44306f8',21,1155,1164,'item','四、工作要求','zh','2．推荐企业汇总表','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(35,'ba138d18a44306f8',22,1166,1176,'paragraph','四、工作要求','zh','样例省工业和信息化厅','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(36,'ba138d18a44306f8',23,1177,1183,'paragraph','四、工作要求','zh','样例省财政厅','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(37,'ba138d18a44306f8',24,1184,1194,'paragraph','四、工作要求','zh','二〇二一年三月十二日','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(38,'ba138d18a44306f8',25,1196,1230,'paragraph','四、工作要求','zh','（此件公开发布。样例文件，为 zhengce 软件编写，内容虚构。）','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(39,'ead420137808b97e',0,0,29,'title','','zh','样例省商务厅就中重稀土出口管制有关问题答企业问（样例文件）','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(40,'ead420137808b97e',1,3,15,'heading','','zh','中重稀土出口管制答企业问','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(41,'ead420137808b97e',2,17,119,'paragraph','中重稀土出口管制答企业问','zh','2025年4月4日，商务部、海关总署发布2025年第18号公告，对钐、钆、铽、镝、镥、钪、钇7类中重稀土相关物项实施出口管制。公告发布以来，省商务厅收到企业咨询320多件。现就其中常见的问题集中答复如下。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(42,'ead420137808b97e',3,121,145,'paragraph','中重稀土出口管制答企业问','zh','**问：为什么要管制稀土，是不是不让出口了？**','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(43,'ead420137808b97e',4,147,296,'paragraph','中重稀土出口管制答企业问','zh','答：管制不是禁止。中重稀土既用于电动汽车、机器人，也用于导弹和雷达，属于两用物项。依照《中华人民共和国出口管制法》和《中华人民共和国两用物项出口管制条例》，企业取得许可证就可以出口。我国在稀土冶炼分离环节占有全球大部分产能，握有这样的优势，就要对流向负责，不允许这些材料被用来损害我国的安全和利益。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(44,'ead420137808b97e',5,298,335,'paragraph','中重稀土出口管制答企业问','zh','**问：我公司生产的是含镝的磁钢，客户是国外汽车零部件厂，需要申请吗？**','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(45,'ead420137808b97e',6,337,444,'paragraph','中重稀土出口管制答企业问','zh','答：需要。公告列明的永磁材料同样在管制范围之内。请准备合同、最终用户和最终用途证明、磁钢成分检测报告，经省商务厅转报商务部审批。对民用、用途明确、信用良好的企业，可以申请通用许可，在有效期内多次出口，不必一单一报。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(46,'ead420137808b97e',7,446,478,'paragraph','中重稀土出口管制答企业问','zh','**问：外国客户要求我们提供磁钢的配方和烧结工艺，能不能给？**','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(47,'ead420137808b97e',8,480,555,'paragraph','中重稀土出口管制答企业问','zh','答：不能擅自提供。稀土提炼、加工和永磁制备技术列在《中国禁止出口限制出口技术目录》，以邮件、图纸、远程指导等方式向境外转移都算出口，未经许可属于违法。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(48,'ead420137808b97e',9,557,599,'paragraph','中重稀土出口管制答企业问','zh','**问：听说有的境外公司被列入管控名单和不可靠实体清单，与它们的合同还能履行吗？**','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(49,'ead420137808b97e',10,601,714,'paragraph','中重稀土出口管制答企业问','zh','答：被列入管控名单的境外实体，原则上禁止向其出口两用物项；被列入不可靠实体清单的，还可能被禁止与我国进行进出口交易和在华投资。这是对其采取歧视性措施、切断正常供应的回应。合同尚未履行的，应当立即停止发货，并在5个工作日内报告。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(50,'ead420137808b97e',11,716,739,'paragraph','中重稀土出口管制答企业问','zh','**问：管制以后订单减少，政府有什么帮助？**','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(51,'ead420137808b97e',12,741,915,'paragraph','中重稀土出口管制答企业问','zh','答：一是支持就地深加工。对新建高性能磁材、伺服电机项目，省级财政按设备投资额的12%给予补助，到2027年，全省稀土原料就地转化率要由58%提高到80%。二是扩大国内需求。由省工信厅组织人形机器人、风电整机企业与磁材企业签订长期供货协议，首批意向采购额46亿元。三是金融支持。中国进出口银行省分行为受影响企业安排专项贷款额度20亿元，允许展期一年。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(52,'ead420137808b97e',13,917,945,'paragraph','中重稀土出口管制答企业问','zh','**问：两家以上小磁材厂经营困难，能否由大集团接手？**','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(53,'ead420137808b97e',14,947,1023,'paragraph','中重稀土出口管制答企业问','zh','答：可以。省国资委已经委托省稀土集团牵头，对产能利用率低于40%的小厂进行收购或者托管，职工原则上随资产安置，矿权和环保责任一并移交，年内计划整合6家。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(54,'ead420137808b97e',15,1025,1038,'paragraph','中重稀土出口管制答企业问','zh','**问：办证要跑几趟？**','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(55,'ead420137808b97e',16,1040,1080,'paragraph','中重稀土出口管制答企业问','zh','答：全程网上办理，一趟也不用跑。政务服务大厅周末照常开放，提供停车和母婴室服务。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(56,'ead420137808b97e',17,1082,1128,'paragraph','中重稀土出口管制答企业问','zh','*本文为 zhengce 软件样例文件，问答内容由样例作者撰写，不代表任何真实机构的解释。*','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(57,'97bc0a978dff9cb5',0,0,15,'title','','zh','关于加快集成电路产业发展的通知','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(58,'97bc0a978dff9cb5',1,0,6,'paragraph','','zh','各有关单位：','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(59,'97bc0a978dff9cb5',2,7,51,'paragraph','','zh','为实现关键核心技术自主可控，支持专精特新企业，到2025年研发投入强度达到2.8%以上。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(60,'97bc0a978dff9cb5',3,52,57,'paragraph','','zh','特此通知。','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(61,'39929af12e238a9d',0,0,23,'title','','en','A note on self-reliance','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(62,'39929af12e238a9d',1,0,62,'paragraph','','en','The new whole-of-nation system supports indigenous innovation.','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(63,'39929af12e238a9d',2,64,90,'paragraph','','en','Huawei and SMIC are named.','2026-11-26T10:29:36+00:00',6);
INSERT INTO "passage" VALUES(64,'a7d420496069d670',0,0,48,'paragraph','','en','WHAT THIRTY YEARS OF buying tools HAVE TAUGHT US','2026-11-26T10:29:44+00:00',8);
INSERT INTO "passage" VALUES(65,'a7d420496069d670',1,50,92,'paragraph','','en','Commentary, Sample Daily, 9 September 2013','2026-11-26T10:29:44+00:00',8);
INSERT INTO "passage" VALUES(66,'a7d420496069d670',2,93,189,'paragraph','','en','(Sample document written for zhengce. The newspaper, the province and the plants
are fictional.)','2026-11-26T10:29:44+00:00',8);
INSERT INTO "passage" VALUES(67,'a7d420496069d670',3,191,679,'paragraph','','en','Walk through any textile or steel town in Sample Province and the story of
technology imports can be read from the name plates: a rolling mill from Germany,
a spinning line from Japan, control cabinets from Switzerland. In the 1980s these
machines were the fastest road out of backwardness. The province bought 214
complete production lines between 1981 and 1990, paid for them with scarce foreign
exchange, and trained a generation of engineers on them. Nobody should be ashamed
of that.','2026-11-26T10:29:44+00:00',8);
INSERT INTO "passage" VALUES(68,'a7d420496069d670',4,681,1163,'paragraph','','en','Joint ventures were the second lesson. When foreign car makers were admitted in
the 1990s, the bargain was stated openly: a share of the market in return for
technology. Drawings, quality manuals and supplier lists did reach the Chinese
partner, and local content in the provincial assembly plant rose from 17 percent
in 1994 to 82 percent in 2004. What did not arrive was the ability to design the
next model. The engine still came from abroad, and so did the software that ran it.','2026-11-26T10:29:44+00:00',8);
INSERT INTO "passage" VALUES(69,'a7d420496069d670',5,1165,1409,'paragraph','','en','There is a better example close to home. A turbine works took out a licence for a
mid-sized gas turbine in 2003, set up a test station with its own money, and spent
one yuan on absorption and re-innovation for every two it paid to the licensor.','2026-11-26T10:29:44+00:00',8);
INSERT INTO "passage" VALUES(70,'a7d420496069d670',6,1410,1610,'paragraph','','en','Ten years later it sells a machine of its own with a blade cooling system on which
it holds the patents. Licence, absorb, improve: the order matters, and the middle
step is the one most often skipped.','2026-11-26T10:29:44+00:00',8);
INSERT INTO "passage" VALUES(71,'a7d420496069d670',7,1612,2037,'paragraph','','en','That is why we speak today of indigenous innovation. The phrase does not mean
shutting the door. It means that an imported line should be the last of its kind
that the province has to buy. The Medium and Long-Term Programme for Science and
Technology (2006-2020) put it as a number: dependence on foreign technology is to
fall below 30 percent by 2020, and spending on research and development is to reach
2.5 percent of GDP.','2026-11-26T10:29:44+00:00',8);
INSERT INTO "passage" VALUES(72,'a7d420496069d670',8,2039,2374,'paragraph','','en','How is this to be done? First, let the 863 Programme and the major national projects
pay for work that no single firm can carry, and insist that universities hand their
results to a factory. The provincial science department has set aside 240 million
yuan for such joint teams this year. Second, let public buyers give the first order.','2026-11-26T10:29:44+00:00',8);
INSERT INTO "passage" VALUES(73,'a7d420496069d670',9,2375,2625,'paragraph','','en','A hospital that installs a domestic scanner, or a grid company that hangs a domestic
transformer, does more for a brand than a hundred exhibitions, and the home market
should be the place where our makers earn their first thousand hours of operation.','2026-11-26T10:29:44+00:00',8);
INSERT INTO "passage" VALUES(74,'a7d420496069d670',10,2627,2929,'paragraph','','en','Third, keep inviting people. The province''s science park hosts eleven laboratories of
multinational companies, and about 300 of the engineers who have left them since 2005
now run or staff local firms. Knowledge travels in heads. A visa office that answers
within ten days is industrial policy as well.','2026-11-26T10:29:44+00:00',8);
INSERT INTO "passage" VALUES(75,'a7d420496069d670',11,2931,3306,'paragraph','','en','Some readers will object that money spent on laboratories is money not spent on roads
and village schools. They have a point, and the county budgets published last month
show that rural schools still take the larger share. But a province that lives on
other people''s blueprints will always be paid last. The machines taught us to
produce. It is time they taught us to invent.','2026-11-26T10:29:44+00:00',8);
INSERT INTO "passage" VALUES(76,'a7d420496069d670',12,3307,3350,'paragraph','','en','One sentence more on indigenous innovation.','2026-11-26T10:29:44+00:00',8);
CREATE TABLE rejection (
  corpus TEXT NOT NULL, place TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL, source_sha256 TEXT NOT NULL,
  run_id TEXT NOT NULL REFERENCES run(id), rejected TEXT NOT NULL, code TEXT NOT NULL DEFAULT '', "values" TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (corpus, place, stage, reason, source_sha256)
) WITHOUT ROWID;
CREATE TABLE removed_passage (passage_id INTEGER PRIMARY KEY, changed INTEGER NOT NULL);
CREATE TABLE run (
  id TEXT PRIMARY KEY, command TEXT NOT NULL, started TEXT NOT NULL, finished TEXT, outcome TEXT NOT NULL DEFAULT 'running',
  code_version TEXT NOT NULL, counts TEXT NOT NULL DEFAULT '{}'
);
INSERT INTO "run" VALUES('0cc73c0bb28f','ingest in','2026-11-26T10:29:36+00:00','2026-11-26T10:29:36+00:00','done','0.2.0','{"documents": 5, "rejected": 0}');
INSERT INTO "run" VALUES('38faa0623aaa','annotate','2026-11-26T10:29:38+00:00','2026-11-26T10:29:43+00:00','done','0.2.0','{"passages": 63, "mentions": 179}');
INSERT INTO "run" VALUES('19c593a6f7a2','ingest in','2026-11-26T10:29:44+00:00','2026-11-26T10:29:44+00:00','done','0.2.0','{"documents": 1, "rejected": 0}');
INSERT INTO "run" VALUES('592e712573bf','annotate','2026-11-26T10:29:46+00:00','2026-11-26T10:29:51+00:00','done','0.2.0','{"passages": 13, "mentions": 33}');
CREATE TABLE sentence_link (
  id INTEGER PRIMARY KEY, pair_id TEXT NOT NULL REFERENCES document_pair(id), position INTEGER NOT NULL, score REAL NOT NULL,
  is_aligned INTEGER NOT NULL, parts TEXT NOT NULL, UNIQUE (pair_id, position)
);
CREATE TABLE source (
  corpus TEXT NOT NULL, key TEXT NOT NULL, sha256 TEXT NOT NULL, reading TEXT NOT NULL, bytes INTEGER NOT NULL,
  complete INTEGER NOT NULL DEFAULT 0, run_id TEXT NOT NULL REFERENCES run(id), stored TEXT NOT NULL,
  PRIMARY KEY (corpus, key, sha256, reading)
) WITHOUT ROWID;
INSERT INTO "source" VALUES('old','in/2013-en-commentary-buying-machines.txt','5ebf60e686c3424daec139c2d3bd161852731461f7111639d11b0bc87a686d0d','7ee52c8f27f44e59',3351,1,'19c593a6f7a2','2026-11-26T10:29:44+00:00');
INSERT INTO "source" VALUES('old','in/2013-en-commentary-buying-machines.txt','d965122d025e716205c7de2dd7bdcae2f1cfaabbfabc6c913dfe975d5757b425','7ee52c8f27f44e59',3310,0,'0cc73c0bb28f','2026-11-26T10:29:36+00:00');
INSERT INTO "source" VALUES('old','in/2021-zh-notice-little-giants.txt','c567b76137171fe8cef898b13ad8ec9da58333ef2dd6a109b88378deba31cecf','7ee52c8f27f44e59',3433,1,'0cc73c0bb28f','2026-11-26T10:29:36+00:00');
INSERT INTO "source" VALUES('old','in/2025-zh-qa-rare-earth-export-control.md','ed1c0bc92095f9d3aa89cc796fe258b80dc8dd11e32042c20f5205d606f840fd','7ee52c8f27f44e59',3359,1,'0cc73c0bb28f','2026-11-26T10:29:36+00:00');
INSERT INTO "source" VALUES('old','in/notes.jsonl','82d0a1b12329767fe82bf0e1340f6aefe5ac60a371863a27b68c735968009986','7ee52c8f27f44e59',413,1,'0cc73c0bb28f','2026-11-26T10:29:36+00:00');
CREATE TABLE target (
  passage_id INTEGER NOT NULL REFERENCES passage(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, surface TEXT NOT NULL,
  subject TEXT NOT NULL, indicator TEXT NOT NULL, value REAL NOT NULL, value_to REAL, unit TEXT NOT NULL, comparator TEXT NOT NULL,
  deadline TEXT NOT NULL, baseline TEXT NOT NULL, kind TEXT NOT NULL, period_start TEXT NOT NULL DEFAULT '', period_end TEXT NOT NULL DEFAULT '', rule TEXT NOT NULL DEFAULT '', score REAL, PRIMARY KEY (passage_id, start, "end")
) WITHOUT ROWID;
INSERT INTO "target" VALUES(5,329,339,'82 percent','','local content in the provincial assembly plant',82.0,NULL,'%','=','2004','17 percent in 1994','actual','','','go_on',0.8);
INSERT INTO "target" VALUES(8,333,343,'30 percent','','dependence on foreign technology',30.0,NULL,'%','<','2020','','target','','','choose_changed_subject',0.97);
INSERT INTO "target" VALUES(8,406,417,'2.5 percent','','share of GDP',2.5,NULL,'%','=','2020','','target','','','choose_part',0.85);
INSERT INTO "target" VALUES(9,239,255,'240 million
yuan','provincial science department','set for such joint teams',240000000.0,NULL,'CNY','=','2013','','actual','','','choose_deed',0.95);
INSERT INTO "target" VALUES(19,23,28,'2000家','省级专精特新中小企业','全省累计培育省级专精特新中小企业',2000.0,NULL,'enterprises','=','2025','','target','','','choose_phrase',0.76);
INSERT INTO "target" VALUES(19,45,49,'300家','小巨人','国家级专精特新“小巨人”企业',300.0,NULL,'enterprises','=','2025','','target','','','choose_phrase',0.84);
INSERT INTO "target" VALUES(19,59,62,'40家','制造业单项冠军','制造业单项冠军企业',40.0,NULL,'enterprises','=','2025','','target','','','choose_phrase',0.84);
INSERT INTO "target" VALUES(19,124,126,'6%','','列入培育库的企业研发投入占营业收入的比重',6.0,NULL,'%','>=','2025','','target','','','choose_phrase',0.89);
INSERT INTO "target" VALUES(21,37,40,'70%','','主导产品收入占营业收入',70.0,NULL,'%','>=','','','actual','','','choose_phrase',0.88);
INSERT INTO "target" VALUES(23,25,27,'2项','','主导产品有关的有效发明专利',2.0,NULL,'items','>=','2020','','actual','','','choose_phrase',0.82);
INSERT INTO "target" VALUES(26,16,20,'20亿元','','省级财政五年安排',2000000000.0,NULL,'CNY','=','','','target','','','choose_phrase',0.81);
INSERT INTO "target" VALUES(26,38,43,'100万元','','奖励',1000000.0,NULL,'CNY','=','','','target','','','choose_item_of_whole',0.56);
INSERT INTO "target" VALUES(26,72,75,'30%','','补助',30.0,NULL,'%','=','','','target','','','choose_granted',0.53);
INSERT INTO "target" VALUES(26,89,95,'1000万元','','单个企业',10000000.0,NULL,'CNY','<=','','','target','','','choose_phrase',0.87);
INSERT INTO "target" VALUES(26,110,114,'100%','','企业同时享受制造业研发费用按',100.0,NULL,'%','=','','','target','','','choose_phrase',0.77);
INSERT INTO "target" VALUES(27,52,56,'0.5%','','担保费率',0.5,NULL,'%','<=','','','actual','','','choose_phrase',0.92);
INSERT INTO "target" VALUES(27,66,70,'三分之一','','财政对贷款利息补贴',33.33,NULL,'%','=','','','actual','','','choose_phrase',0.83);
INSERT INTO "target" VALUES(28,69,72,'10%','','奖励',10.0,NULL,'%','=','','','target','','','choose_granted',0.48);
INSERT INTO "target" VALUES(41,80,85,'320多件','省商务厅','省商务厅收到企业咨询',320.0,NULL,'件','>','','','actual','','','choose_phrase',0.83);
INSERT INTO "target" VALUES(51,39,42,'12%','','补助',12.0,NULL,'%','=','2027','','target','','','choose_granted',0.53);
INSERT INTO "target" VALUES(51,73,76,'80%','稀土','全省稀土原料就地转化率',80.0,NULL,'%','=','2027','58%','target','','','choose_phrase',0.97);
INSERT INTO "target" VALUES(51,126,130,'46亿元','','首批意向采购额',4600000000.0,NULL,'CNY','=','2027','','target','','','choose_phrase',0.87);
INSERT INTO "target" VALUES(51,162,166,'20亿元','中国进出口银行','中国进出口银行省分行为受影响企业安排专项贷款额度',2000000000.0,NULL,'CNY','=','2027','','target','','','choose_phrase',0.62);
INSERT INTO "target" VALUES(53,29,32,'40%','省国资委','产能利用率',40.0,NULL,'%','<','','','actual','','','choose_phrase',0.76);
INSERT INTO "target" VALUES(53,73,75,'6家','省国资委','产能利用率',6.0,NULL,'家','=','','','target','','','choose_phrase',0.71);
INSERT INTO "target" VALUES(59,37,41,'2.8%','','研发投入强度',2.8,NULL,'%','>=','2025','','target','','','choose_phrase',0.97);
INSERT INTO "target" VALUES(68,329,339,'82 percent','','local content in the provincial assembly plant',82.0,NULL,'%','=','2004','17 percent in 1994','actual','','','go_on',0.8);
INSERT INTO "target" VALUES(71,333,343,'30 percent','','dependence on foreign technology',30.0,NULL,'%','<','2020','','target','','','choose_changed_subject',0.97);
INSERT INTO "target" VALUES(71,406,417,'2.5 percent','','share of GDP',2.5,NULL,'%','=','2020','','target','','','choose_part',0.85);
INSERT INTO "target" VALUES(72,239,255,'240 million
yuan','provincial science department','set for such joint teams',240000000.0,NULL,'CNY','=','2013','','actual','','','choose_deed',0.95);
CREATE TABLE unsent_hit (
  name TEXT NOT NULL REFERENCES watch(name) ON DELETE CASCADE, passage_id INTEGER NOT NULL REFERENCES passage(id),
  told TEXT NOT NULL DEFAULT '', PRIMARY KEY (name, passage_id)
) WITHOUT ROWID;
CREATE TABLE watch (
  name TEXT PRIMARY KEY, query TEXT NOT NULL, filters TEXT NOT NULL, created TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0,
  last_run TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE watch_hit (
  name TEXT NOT NULL REFERENCES watch(name) ON DELETE CASCADE, passage_id INTEGER NOT NULL REFERENCES passage(id),
  found TEXT NOT NULL, PRIMARY KEY (name, passage_id)
) WITHOUT ROWID;
CREATE INDEX document_content ON document (corpus, content_hash);
CREATE INDEX document_key ON document (corpus, key);
CREATE INDEX document_date ON document (date);
CREATE INDEX passage_changed ON passage (changed);
CREATE INDEX mention_concept ON mention (concept, passage_id);
CREATE INDEX category_label ON category (label, passage_id) WHERE rank IS NOT NULL;
CREATE INDEX mention_entity ON mention (entity, passage_id) WHERE entity IS NOT NULL;
CREATE INDEX citation_title ON citation (title) WHERE title != '';
CREATE INDEX citation_number ON citation (number) WHERE number != '';
CREATE INDEX document_name_name ON document_name (name, kind);
CREATE INDEX correction_passage ON correction (passage_id) WHERE passage_id IS NOT NULL;
CREATE INDEX document_cluster_cluster ON document_cluster (cluster);
CREATE INDEX document_run ON document (run_id);
CREATE INDEX document_superseded ON document (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX loose_passage ON loose (passage_id);
CREATE INDEX removed_passage_changed ON removed_passage (changed);
CREATE INDEX content_id_document ON document_content_id (content_id);
CREATE INDEX event_actor ON event (actor_entity) WHERE actor_entity IS NOT NULL;
CREATE INDEX event_object ON event (object_entity) WHERE object_entity IS NOT NULL;
CREATE INDEX event_counterpart ON event (counterpart_entity) WHERE counterpart_entity IS NOT NULL;
CREATE INDEX document_pair_zh ON document_pair (zh_document_id);
CREATE INDEX document_pair_en ON document_pair (en_document_id);
CREATE INDEX link_side_passage ON link_side (passage_id);
CREATE INDEX document_language ON document (language) WHERE superseded_by IS NULL;
COMMIT;
